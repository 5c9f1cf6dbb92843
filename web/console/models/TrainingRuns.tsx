import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import Link from '@mui/material/Link'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Link as RouterLink } from 'react-router-dom'
import type { TrainingRun } from '../../../server/contract/models.ts'
import { cancelRun, MODELS_KEY, readRuns } from '../api/modelsApi.ts'
import { Section } from '../cards/Section.tsx'
import { useText } from '../i18n/useText.ts'
import { QueryState } from '../loading/QueryState.tsx'
import { Time } from '../time/Time.tsx'
import { useModelDeed } from './useModelDeed.ts'

/** How often a training that is not over is looked at. */
const PROGRESS_MS = 1_000
const SHOWN = 8

const isOpen = ({ state }: TrainingRun) => state === 'queued' || state === 'running'

/** Trainings, newest first; those that run show how far they are. */
export const TrainingRuns = ({ mayCancel }: { mayCancel: boolean }) => {
  const text = useText()
  const client = useQueryClient()
  const runs = useQuery({
    queryKey: ['trainingRuns'],
    queryFn: ({ signal }) => readRuns(signal),
    refetchInterval: (query) => (query.state.data?.some(isOpen) === true ? PROGRESS_MS : false),
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
        <TableContainer>
          <Table size="small" aria-label={text('models.runs')}>
            <TableHead>
              <TableRow>
                <TableCell>{text('run.column.state')}</TableCell>
                <TableCell>{text('run.column.span')}</TableCell>
                <TableCell>{text('run.column.by')}</TableCell>
                <TableCell>{text('run.column.created')}</TableCell>
                <TableCell>{text('run.column.result')}</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {runs.data.slice(0, SHOWN).map((run) => (
                <TableRow key={run.id}>
                  <TableCell sx={{ minWidth: 190 }}>
                    <RunState run={run} />
                  </TableCell>
                  <TableCell>
                    <Time at={run.options.from} /> – <Time at={run.options.to} />
                  </TableCell>
                  <TableCell>{run.requestedBy ?? text('models.schedule')}</TableCell>
                  <TableCell>
                    <Time at={run.createdAt} />
                  </TableCell>
                  <TableCell>
                    <RunResult run={run} mayCancel={mayCancel} onCancelled={() => void runs.refetch()} />
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </TableContainer>
      )}
    </Section>
  )
}

const RunState = ({ run }: { run: TrainingRun }) => {
  const text = useText()
  const { state, step, done, total } = run
  const share = total === null || total === 0 ? null : Math.min(100, (100 * done) / total)
  return (
    <Box>
      <Typography variant="body2" sx={{ color: state === 'failed' ? 'error.main' : 'inherit' }}>
        {state === 'running' ? text(`run.step.${step}`) : text(`run.state.${state}`)}
      </Typography>
      {isOpen(run) && (
        <LinearProgress
          aria-label={text(`run.state.${state}`)}
          {...(share === null ? {} : { variant: 'determinate', value: share })}
        />
      )}
    </Box>
  )
}

type RunResultProps = { run: TrainingRun; mayCancel: boolean; onCancelled: () => void }

const RunResult = ({ run, mayCancel, onCancelled }: RunResultProps) => {
  const text = useText()
  const doIt = useModelDeed()
  if (isOpen(run)) {
    if (!mayCancel) return null
    const cancel = async () => {
      await doIt(
        () => cancelRun(run.id),
        () => text('run.cancelled'),
      )
      onCancelled()
    }
    return (
      <Button size="small" onClick={() => void cancel()}>
        {text('run.cancel')}
      </Button>
    )
  }
  if (run.error !== null) {
    const { code, ...numbers } = run.error
    return <Typography variant="body2">{text(`run.error.${code}`, { ...numbers })}</Typography>
  }
  if (run.modelId === null) return null
  return (
    <Link component={RouterLink} to={`/models/${run.modelId}/show`}>
      {text('run.toModel')}
    </Link>
  )
}
