import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Title } from 'react-admin'
import { useParams } from 'react-router-dom'
import { REPLAYS_KEY, readReplay } from '../api/replaysApi.ts'
import { untilEnded } from '../api/runsApi.ts'
import { Section } from '../cards/Section.tsx'
import { useText } from '../i18n/useText.ts'
import { QueryState } from '../loading/QueryState.tsx'
import { CancelRunButton } from '../runs/CancelRunButton.tsx'
import { RunProgress } from '../runs/RunProgress.tsx'
import { Time } from '../time/Time.tsx'
import { ReplayReportCard } from './ReplayReportCard.tsx'
import { Simulator } from './Simulator.tsx'

export const ReplayPage = () => {
  const text = useText()
  const client = useQueryClient()
  const { id = '' } = useParams()
  const replay = useQuery({
    queryKey: [...REPLAYS_KEY, 'one', id],
    queryFn: ({ signal }) => readReplay(id, signal),
    refetchInterval: ({ state: { data } }) => untilEnded(data === undefined ? [] : [data]),
  })
  if (replay.data === undefined) {
    return (
      <Box sx={{ mt: 2 }}>
        <QueryState error={replay.error} height={520} onRetry={() => void replay.refetch()} />
      </Box>
    )
  }
  const { request, report, requestedBy, createdAt } = replay.data
  return (
    <Box sx={{ mt: 2, display: 'grid', gap: 2 }}>
      <Title title={text('replays.one')} />
      <Typography variant="h5" component="h1">
        {text('replays.one')}: <Time at={request.from} /> – <Time at={request.to} />
      </Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {text('replays.by', { by: requestedBy ?? text('run.schedule') })} <Time at={createdAt} />
      </Typography>
      {report === null ? (
        <Section title={text('replays.progress')}>
          <RunProgress run={replay.data} />
          <CancelRunButton
            kind="replay"
            run={replay.data}
            onCancelled={() => void client.invalidateQueries({ queryKey: REPLAYS_KEY })}
          />
        </Section>
      ) : (
        <>
          <Simulator key={id} report={report} request={request} />
          <ReplayReportCard report={report} />
        </>
      )}
    </Box>
  )
}
