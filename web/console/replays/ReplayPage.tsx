import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Title, useCanAccess, useNotify } from 'react-admin'
import { useParams } from 'react-router-dom'
import { cancelReplay, REPLAYS_KEY, readReplay } from '../api/replaysApi.ts'
import { Section } from '../cards/Section.tsx'
import { useText } from '../i18n/useText.ts'
import { QueryState } from '../loading/QueryState.tsx'
import { Time } from '../time/Time.tsx'
import { isOpenReplay } from './ReplayList.tsx'
import { ReplayProgress } from './ReplayProgress.tsx'
import { ReplayReportCard } from './ReplayReportCard.tsx'
import { Simulator } from './Simulator.tsx'

const PROGRESS_MS = 1_000

export const ReplayPage = () => {
  const text = useText()
  const notify = useNotify()
  const client = useQueryClient()
  const { id = '' } = useParams()
  const { canAccess } = useCanAccess({ resource: 'rules', action: 'edit' })
  const replay = useQuery({
    queryKey: [...REPLAYS_KEY, 'one', id],
    queryFn: ({ signal }) => readReplay(id, signal),
    refetchInterval: (query) =>
      query.state.data !== undefined && isOpenReplay(query.state.data) ? PROGRESS_MS : false,
  })
  if (replay.data === undefined) {
    return (
      <Box sx={{ mt: 2 }}>
        <QueryState error={replay.error} height={520} onRetry={() => void replay.refetch()} />
      </Box>
    )
  }
  const { asked, report, requestedBy, createdAt } = replay.data
  const cancel = async () => {
    await cancelReplay(id).catch((error: unknown) =>
      notify(error instanceof Error ? error.message : String(error), { type: 'error' }),
    )
    await client.invalidateQueries({ queryKey: REPLAYS_KEY })
  }
  return (
    <Box sx={{ mt: 2, display: 'grid', gap: 2 }}>
      <Title title={text('replays.one')} />
      <Typography variant="h5" component="h1">
        {text('replays.one')}: <Time at={asked.from} /> – <Time at={asked.to} />
      </Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {text('replays.by', { by: requestedBy })} <Time at={createdAt} />
      </Typography>
      {report === null ? (
        <Section title={text('replays.progress')}>
          <ReplayProgress replay={replay.data} />
          {canAccess === true && isOpenReplay(replay.data) && (
            <Button size="small" sx={{ mt: 1 }} onClick={() => void cancel()}>
              {text('run.cancel')}
            </Button>
          )}
        </Section>
      ) : (
        <>
          <Simulator key={id} report={report} asked={asked} />
          <ReplayReportCard report={report} />
        </>
      )}
    </Box>
  )
}
