import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Title, useCanAccess } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import type { Replay } from '../../../server/contract/replays.ts'
import { REPLAYS_KEY, readReplays } from '../api/replaysApi.ts'
import { untilEnded } from '../api/runsApi.ts'
import { Section } from '../cards/Section.tsx'
import { useFormatLocale } from '../i18n/useFormatLocale.ts'
import { useText } from '../i18n/useText.ts'
import { QueryState } from '../loading/QueryState.tsx'
import { RunTable } from '../runs/RunTable.tsx'
import { Time } from '../time/Time.tsx'
import { NewReplayDialog } from './NewReplayDialog.tsx'

export const ReplayList = () => {
  const text = useText()
  const { canAccess } = useCanAccess({ resource: 'rules', action: 'edit' })
  const [isAsking, setIsAsking] = useState(false)
  const replays = useQuery({
    queryKey: [...REPLAYS_KEY, 'list'],
    queryFn: ({ signal }) => readReplays(signal),
    refetchInterval: (query) => untilEnded(query.state.data),
  })
  return (
    <Box sx={{ mt: 2, display: 'grid', gap: 2 }}>
      <Title title={text('replays.title')} />
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
        <Typography variant="h5" component="h1" sx={{ flex: 1 }}>
          {text('replays.title')}
        </Typography>
        {canAccess === true && (
          <Button variant="contained" onClick={() => setIsAsking(true)}>
            {text('replays.new')}
          </Button>
        )}
      </Box>
      <Typography sx={{ color: 'text.secondary', maxWidth: 720 }}>{text('replays.about')}</Typography>
      <Section title={text('replays.list')}>
        {replays.data === undefined ? (
          <QueryState error={replays.error} height={200} onRetry={() => void replays.refetch()} />
        ) : replays.data.length === 0 ? (
          <Typography sx={{ color: 'text.secondary', py: 4, textAlign: 'center' }}>
            {text('replays.empty')}
          </Typography>
        ) : (
          <RunTable
            kind="replay"
            label={text('replays.title')}
            runs={replays.data}
            request={{ heading: text('replays.column.period'), of: (replay) => <Period replay={replay} /> }}
            resultOf={(replay) => <Changed replay={replay} />}
            onCancelled={() => void replays.refetch()}
          />
        )}
      </Section>
      {isAsking && <NewReplayDialog onClose={() => setIsAsking(false)} />}
    </Box>
  )
}

const Period = ({ replay: { id, request } }: { replay: Replay }) => (
  <Link component={RouterLink} to={`/replays/${id}/show`} sx={{ fontWeight: 650 }}>
    <Time at={request.from} /> – <Time at={request.to} />
  </Link>
)

const Changed = ({ replay: { result } }: { replay: Replay }) => {
  const text = useText()
  const number = new Intl.NumberFormat(useFormatLocale())
  if (result === null) return null
  const { changed, decisions } = result
  return text('replays.changed', { changed: number.format(changed), decisions: number.format(decisions) })
}
