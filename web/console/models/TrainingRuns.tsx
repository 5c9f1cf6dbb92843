import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Link as RouterLink } from 'react-router-dom'
import type { TrainingRun } from '../../../server/contract/models.ts'
import { MODELS_KEY, readRuns } from '../api/modelsApi.ts'
import { untilEnded } from '../api/runsApi.ts'
import { Section } from '../cards/Section.tsx'
import { useText } from '../i18n/useText.ts'
import { QueryState } from '../loading/QueryState.tsx'
import { RunTable } from '../runs/RunTable.tsx'
import { Time } from '../time/Time.tsx'

const SHOWN = 8

/** Trainings, newest first. */
export const TrainingRuns = () => {
  const text = useText()
  const client = useQueryClient()
  const runs = useQuery({
    queryKey: ['trainingRuns'],
    queryFn: ({ signal }) => readRuns(signal),
    refetchInterval: (query) => untilEnded(query.state.data),
  })
  const done = runs.data?.filter(({ state }) => state === 'done').length
  // A training that ended well has made a model.
  useEffect(() => {
    if (done !== undefined) void client.invalidateQueries({ queryKey: MODELS_KEY })
  }, [client, done])

  return (
    <Section title={text('models.runs')}>
      {runs.data === undefined ? (
        <QueryState error={runs.error} height={100} onRetry={() => void runs.refetch()} />
      ) : runs.data.length === 0 ? (
        <Typography sx={{ color: 'text.secondary' }}>{text('models.runs.none')}</Typography>
      ) : (
        <RunTable
          kind="training"
          label={text('models.runs')}
          runs={runs.data.slice(0, SHOWN)}
          request={{ heading: text('models.runs.span'), of: (run) => <LearntSpan run={run} /> }}
          resultOf={({ modelId }) => modelId !== null && <ModelLink modelId={modelId} />}
          onCancelled={() => void runs.refetch()}
        />
      )}
    </Section>
  )
}

const LearntSpan = ({ run: { options } }: { run: TrainingRun }) => (
  <>
    <Time at={options.from} /> – <Time at={options.to} />
  </>
)

const ModelLink = ({ modelId }: { modelId: string }) => {
  const text = useText()
  return (
    <Link component={RouterLink} to={`/models/${modelId}/show`}>
      {text('run.toModel')}
    </Link>
  )
}
