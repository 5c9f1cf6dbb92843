import Box from '@mui/material/Box'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import type { Run } from '../../../server/contract/runs.ts'
import { RunStateChip } from './RunStateChip.tsx'
import { useRunText } from './runText.ts'

/** The state of a run; while it runs how far it is, and where it failed why. */
export const RunProgress = ({ run }: { run: Run }) => {
  const { errorText, progressText } = useRunText()
  const share = shareOf(run)
  return (
    <Box sx={{ display: 'grid', gap: 0.5, justifyItems: 'start', minWidth: 180, maxWidth: 300 }}>
      <RunStateChip state={run.state} />
      {run.error !== null && <Typography variant="body2">{errorText(run.error)}</Typography>}
      {run.state === 'running' && (
        <>
          <Typography variant="body2" sx={{ color: 'text.secondary', fontVariantNumeric: 'tabular-nums' }}>
            {progressText(run)}
          </Typography>
          <LinearProgress
            sx={{ width: '100%' }}
            aria-label={progressText(run)}
            {...(share === null ? {} : { variant: 'determinate', value: share })}
          />
        </>
      )}
    </Box>
  )
}

/** Whole percent; null: not counted. */
export function shareOf({ done, total }: Pick<Run, 'done' | 'total'>): number | null {
  return total === null || total === 0 ? null : Math.min(100, Math.floor((100 * done) / total))
}
