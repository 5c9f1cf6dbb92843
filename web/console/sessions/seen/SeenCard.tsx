import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { SessionPage } from '../../../../server/contract/sessions.ts'
import { Section } from '../../cards/Section.tsx'
import { useText } from '../../i18n/useText.ts'
import { WarningTexts } from './WarningTexts.tsx'

/** The relying party's text and the code as the person gets them, and the warning before them. */
export const SeenCard = ({ session }: { session: SessionPage }) => {
  const text = useText()
  const warning = session.decisions.find(({ stage }) => stage === 'delivery')
  const shown =
    session.interactions.find(({ type }) => type === session.interactionUsed) ?? session.interactions[0]
  return (
    <Section title={text('session.seen')}>
      {warning?.friction != null && warning.warningId !== null && (
        <Alert severity="warning" sx={{ mb: 1.5 }}>
          {text('session.seen.warning', {
            id: warning.warningId,
            friction: [
              text('session.seen.wait', { seconds: warning.friction.waitSeconds }),
              ...(warning.friction.secondStep ? [text('session.seen.secondStep')] : []),
              ...(warning.friction.codeChoice ? [text('session.seen.codeChoice')] : []),
            ].join(', '),
          })}
        </Alert>
      )}
      {warning?.warningId != null && <WarningTexts id={warning.warningId} />}
      <Box sx={{ border: 1, borderColor: 'divider', borderRadius: 2, p: 2, bgcolor: 'background.default' }}>
        <Typography sx={{ fontWeight: 700 }}>{session.relyingParty}</Typography>
        <Typography sx={{ mt: 0.5, overflowWrap: 'anywhere' }}>
          {shown?.text ?? text('session.seen.nothing')}
        </Typography>
        {session.verificationCode !== null && (
          <Typography variant="body2" sx={{ mt: 1, color: 'text.secondary' }}>
            {text('session.seen.code')}{' '}
            <Box component="span" sx={{ fontWeight: 700, fontSize: '1.15rem', color: 'text.primary' }}>
              {session.verificationCode}
            </Box>
          </Typography>
        )}
      </Box>
    </Section>
  )
}
