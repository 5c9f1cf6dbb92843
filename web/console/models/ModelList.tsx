import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Title, useCanAccess } from 'react-admin'
import { MODELS_KEY, readModels } from '../api/modelsApi.ts'
import { Section } from '../cards/Section.tsx'
import { CsvButton } from '../exports/CsvButton.tsx'
import { useText } from '../i18n/useText.ts'
import { QueryState } from '../loading/QueryState.tsx'
import { DriftCard } from './DriftCard.tsx'
import { ModelTable } from './ModelTable.tsx'
import { RollBackButton } from './RollBackButton.tsx'
import { TrainDialog } from './TrainDialog.tsx'
import { TrainingRuns } from './TrainingRuns.tsx'

export const ModelList = () => {
  const text = useText()
  const { canAccess: mayTrain } = useCanAccess({ resource: 'models', action: 'train' })
  const { canAccess: mayPromote } = useCanAccess({ resource: 'models', action: 'promote' })
  const [isTraining, setIsTraining] = useState(false)
  const models = useQuery({ queryKey: [...MODELS_KEY, 'list'], queryFn: ({ signal }) => readModels(signal) })
  const wasDisplaced = models.data?.some(({ status }) => status === 'retired') === true
  return (
    <Box sx={{ mt: 2, display: 'grid', gap: 2 }}>
      <Title title={text('models.title')} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        <Typography variant="h5" component="h1" sx={{ flex: 1 }}>
          {text('models.title')}
        </Typography>
        <CsvButton order={{ kind: 'models' }} />
        {mayPromote === true && wasDisplaced && <RollBackButton />}
        {mayTrain === true && (
          <Button variant="contained" onClick={() => setIsTraining(true)}>
            {text('models.train')}
          </Button>
        )}
      </Box>
      <Section title={text('models.registry')}>
        {models.data === undefined ? (
          <QueryState error={models.error} height={160} onRetry={() => void models.refetch()} />
        ) : models.data.length === 0 ? (
          <Typography sx={{ color: 'text.secondary', py: 4, textAlign: 'center' }}>
            {text('models.empty')}
          </Typography>
        ) : (
          <ModelTable models={models.data} />
        )}
      </Section>
      <TrainingRuns />
      <DriftCard models={models.data ?? []} />
      {isTraining && <TrainDialog onClose={() => setIsTraining(false)} />}
    </Box>
  )
}
