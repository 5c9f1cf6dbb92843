import Box from '@mui/material/Box'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import type { Replay } from '../../../server/contract/replays.ts'
import { useText } from '../i18n/useText.ts'

export const ReplayProgress = ({ replay }: { replay: Replay }) => {
  const text = useText()
  const { state, done, of, error } = replay
  const isOpen = state === 'queued' || state === 'running'
  const share = of === null || of === 0 ? null : Math.min(100, (100 * done) / of)
  return (
    <Box>
      <Typography variant="body2" sx={{ color: state === 'failed' ? 'error.main' : 'inherit' }}>
        {error === null
          ? text(`replay.state.${state}`, { done, of: of ?? '…' })
          : text(`replay.error.${error.code}`)}
      </Typography>
      {isOpen && (
        <LinearProgress
          aria-label={text(`replay.state.${state}`, { done, of: of ?? '…' })}
          {...(share === null ? {} : { variant: 'determinate', value: share })}
        />
      )}
    </Box>
  )
}
