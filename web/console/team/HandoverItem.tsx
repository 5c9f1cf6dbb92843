import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import { useGetIdentity } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import type { HandoverNote } from '../../../server/contract/team.ts'
import { acknowledgeHandover } from '../api/teamApi.ts'
import { useCaseChange } from '../cases/data/useCaseChange.ts'
import { useText } from '../i18n/useText.ts'
import { Time } from '../time/Time.tsx'

/** One note, what it is about, and who has read it. */
export const HandoverItem = ({ note }: { note: HandoverNote }) => {
  const text = useText()
  const { author, shift, acknowledged } = note
  return (
    <Box component="li" sx={{ py: 1.5, borderTop: 1, borderColor: 'divider' }}>
      <Typography variant="caption" component="div" sx={{ color: 'text.secondary' }}>
        {author.name}, <Time at={note.writtenAt} /> · {text('team.handover.shift')} <Time at={shift.from} /> –{' '}
        <Time at={shift.to} />
      </Typography>
      <Typography sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', my: 0.5 }}>{note.text}</Typography>
      <Links {...note} />
      <Typography variant="caption" component="div" sx={{ color: 'text.secondary' }}>
        {acknowledged.length === 0
          ? text('team.handover.unread')
          : text('team.handover.readBy', { names: acknowledged.map(({ name }) => name).join(', ') })}
      </Typography>
      <AcknowledgeButton note={note} />
    </Box>
  )
}

const Links = ({ cases, sessionIds }: Pick<HandoverNote, 'cases' | 'sessionIds'>) => {
  const text = useText()
  if (cases.length + sessionIds.length === 0) return null
  return (
    <Box component="ul" sx={{ m: 0, mb: 0.5, pl: 2.5 }}>
      {cases.map(({ id, title, state }) => (
        <li key={id}>
          <Link component={RouterLink} to={`/cases/${id}/show`} sx={{ overflowWrap: 'anywhere' }}>
            {title}
          </Link>{' '}
          ({text(`cases.state.${state}`)})
        </li>
      ))}
      {sessionIds.map((id) => (
        <li key={id}>
          <Link component={RouterLink} to={`/sessions/${id}/show`} sx={{ overflowWrap: 'anywhere' }}>
            {text('team.handover.session', { id: id.slice(-8) })}
          </Link>
        </li>
      ))}
    </Box>
  )
}

const AcknowledgeButton = ({ note: { id, isOwn, acknowledged } }: { note: HandoverNote }) => {
  const text = useText()
  const { identity } = useGetIdentity()
  const { changeAtOnce } = useCaseChange()
  const hasRead = acknowledged.some((reader) => reader.id === identity?.id)
  if (isOwn || hasRead || identity === undefined) return null
  return (
    <Button
      size="small"
      variant="outlined"
      sx={{ mt: 0.5 }}
      onClick={() => void changeAtOnce(() => acknowledgeHandover(id), text('team.handover.acknowledged'))}
    >
      {text('team.handover.acknowledge')}
    </Button>
  )
}
