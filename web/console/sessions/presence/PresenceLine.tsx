import Typography from '@mui/material/Typography'
import type { Presence } from '../../../../server/contract/queue.ts'
import { useText } from '../../i18n/useText.ts'

/** Who works on it and who else looks. */
export const PresenceLine = ({ assignee, viewers }: Presence) => {
  const text = useText()
  const words = [
    ...(assignee === null ? [] : [text('presence.assignee', { name: assignee.name })]),
    ...(viewers.length === 0
      ? []
      : [text('presence.viewers', { names: viewers.map(({ name }) => name).join(', ') })]),
  ]
  if (words.length === 0) return null
  return (
    <Typography variant="caption" sx={{ color: 'text.secondary', display: 'block' }}>
      {words.join(' · ')}
    </Typography>
  )
}
