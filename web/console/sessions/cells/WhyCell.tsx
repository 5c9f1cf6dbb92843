import Typography from '@mui/material/Typography'
import type { SessionItem } from '../../../../server/contract/sessions.ts'
import { useText } from '../../i18n/useText.ts'

/** The strongest reason as a sentence, and how many more there are. */
export const WhyCell = ({ decision }: Pick<SessionItem, 'decision'>) => {
  const text = useText()
  const raising =
    decision?.reasons.filter((reason) => reason.source !== 'remainder' && reason.contribution >= 0) ?? []
  const [first, ...others] = raising
  if (first === undefined) {
    return (
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {text(decision === null ? 'queue.notDecided' : 'queue.noReason')}
      </Typography>
    )
  }
  return (
    <>
      <Typography variant="body2">{first.sentence}</Typography>
      <Typography variant="caption" sx={{ color: 'text.secondary' }}>
        {first.scamType !== null && text(`scam.${first.scamType}`)}
        {first.scamType !== null && others.length > 0 && ' · '}
        {others.length > 0 && text('queue.more', { smart_count: others.length })}
      </Typography>
    </>
  )
}
