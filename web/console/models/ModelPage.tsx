import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { Title } from 'react-admin'
import { useParams } from 'react-router-dom'
import type { ModelPage as Model } from '../../../server/contract/models.ts'
import { MODELS_KEY, readModel, readModels } from '../api/modelsApi.ts'
import { useText } from '../i18n/useText.ts'
import { QueryState } from '../loading/QueryState.tsx'
import { ComparisonCard } from './ComparisonCard.tsx'
import { MetricsCard } from './MetricsCard.tsx'
import { ModelFacts } from './ModelFacts.tsx'
import { ModelHistory } from './ModelHistory.tsx'
import { ModelMoves } from './ModelMoves.tsx'
import { ModelStatusChip } from './ModelStatusChip.tsx'

export const ModelPage = () => {
  const { id = '' } = useParams()
  const model = useQuery({
    queryKey: [...MODELS_KEY, 'one', id],
    queryFn: ({ signal }) => readModel(id, signal),
  })
  return (
    <Box sx={{ mt: 2 }}>
      {model.data === undefined ? (
        <QueryState error={model.error} height={520} onRetry={() => void model.refetch()} />
      ) : (
        <ModelBody model={model.data} />
      )}
    </Box>
  )
}

const ModelBody = ({ model }: { model: Model }) => {
  const text = useText()
  const models = useQuery({ queryKey: [...MODELS_KEY, 'list'], queryFn: ({ signal }) => readModels(signal) })
  const champion = models.data?.find(({ status, id }) => status === 'champion' && id !== model.id) ?? null
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <Title title={text('model.title', { version: model.version })} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center' }}>
        <Typography variant="h5" component="h1" sx={{ overflowWrap: 'anywhere' }}>
          {model.version}
        </Typography>
        <ModelStatusChip status={model.status} />
        <Box sx={{ flex: 1 }} />
        <ModelMoves model={model} />
      </Box>
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          alignItems: 'start',
          gridTemplateColumns: { xs: '1fr', md: 'minmax(0, 3fr) minmax(300px, 2fr)' },
        }}
      >
        <Box sx={{ display: 'grid', gap: 2, minWidth: 0 }}>
          <MetricsCard model={model} champion={champion} />
          <ComparisonCard model={model} />
        </Box>
        <Box sx={{ display: 'grid', gap: 2, minWidth: 0 }}>
          <ModelHistory model={model} />
          <ModelFacts model={model} />
        </Box>
      </Box>
    </Box>
  )
}
