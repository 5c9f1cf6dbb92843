import Box from '@mui/material/Box'
import Chip from '@mui/material/Chip'
import Typography from '@mui/material/Typography'
import type { SessionItem } from '../../../../server/contract/sessions.ts'
import { useText } from '../../i18n/useText.ts'
import { OutcomeChip } from '../../scores/OutcomeChip.tsx'
import { SecondsLeft } from '../../time/SecondsLeft.tsx'

/** A held session shows its seconds; any other its decision and what became of it. */
export const StateCell = ({ session }: { session: SessionItem }) => {
  const text = useText()
  if (session.pendingReview !== null) {
    const { action, by } = session.pendingReview
    return <Chip size="small" label={text(`queue.pending.${action}`, { by })} />
  }
  if (session.holdUntil !== null) return <SecondsLeft until={session.holdUntil} />
  const fate = session.endResult === null ? text(`state.${session.state}`) : text(`end.${session.endResult}`)
  return (
    <Box>
      {session.decision === null ? (
        <Chip size="small" label={text('queue.notDecided')} />
      ) : (
        <OutcomeChip outcome={session.decision.outcome} />
      )}
      {session.decision?.outcome !== 'block' && (
        <Typography variant="caption" sx={{ display: 'block', color: 'text.secondary', mt: 0.25 }}>
          {fate}
        </Typography>
      )}
    </Box>
  )
}
