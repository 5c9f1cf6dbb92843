import Box from '@mui/material/Box'
import Card from '@mui/material/Card'
import Chip from '@mui/material/Chip'
import Typography from '@mui/material/Typography'
import { useCanAccess } from 'react-admin'
import type { SessionPage } from '../../../../server/contract/sessions.ts'
import { useText } from '../../i18n/useText.ts'
import { OutcomeChip } from '../../scores/OutcomeChip.tsx'
import { SecondsLeft } from '../../time/SecondsLeft.tsx'
import { PresenceLine } from '../presence/PresenceLine.tsx'
import { usePresence } from '../presence/usePresence.ts'
import { CaseButtons } from '../review/CaseButtons.tsx'
import { ReviewButtons } from '../review/ReviewButtons.tsx'
import { standingDecision } from './standingDecision.ts'

/** What it is, how it stands, and, while it is held, what can be done. */
export const SessionHeader = ({ session }: { session: SessionPage }) => {
  const text = useText()
  const decision = standingDecision(session)
  const isHeld = session.holdUntil !== null
  const { canAccess = false } = useCanAccess({ resource: 'sessions', action: 'review' })
  const presence = usePresence(session.id, canAccess && isHeld) ?? session
  return (
    <Card
      sx={{
        p: 2,
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: 2,
        ...(isHeld ? { borderColor: 'info.main', position: 'sticky', top: 56, zIndex: 2 } : {}),
      }}
    >
      <Box sx={{ flex: '1 1 320px' }}>
        <Typography variant="h5" component="h1">
          {text('session.title', { kind: text(`kind.${session.kind}`), relyingParty: session.relyingParty })}
        </Typography>
        <Box sx={{ display: 'flex', gap: 1, mt: 1, alignItems: 'center', flexWrap: 'wrap' }}>
          {decision !== null && <OutcomeChip outcome={decision.outcome} />}
          {!isHeld && decision?.outcome !== 'block' && (
            <Chip size="small" label={text(`state.${session.state}`)} />
          )}
          {session.endResult !== null && session.state !== 'BLOCKED' && (
            <Chip size="small" label={text(`end.${session.endResult}`)} />
          )}
          <Typography variant="body2" sx={{ color: 'text.secondary', fontFamily: 'monospace' }}>
            {session.person ?? text('person.nobody')}
          </Typography>
        </Box>
        <CaseButtons session={session} />
        <PresenceLine assignee={presence.assignee} viewers={presence.viewers} />
      </Box>
      {session.holdUntil !== null && (
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, flexWrap: 'wrap' }}>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {text('review.running')}
          </Typography>
          <SecondsLeft until={session.holdUntil} size="medium" />
          <ReviewButtons session={session} />
        </Box>
      )}
    </Card>
  )
}
