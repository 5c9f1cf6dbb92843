import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { DISPOSITIONS, type Disposition } from '../../../../server/domain/sessions/label.ts'
import { MoreButton } from '../../cards/MoreButton.tsx'
import { useText } from '../../i18n/useText.ts'
import { Time } from '../../time/Time.tsx'
import { useCaseSessions } from '../data/useCaseSessions.ts'

type Exceptions = Readonly<Record<string, Disposition>>
type ExceptionFieldsProps = {
  caseId: string
  disposition: Disposition
  exceptions: Exceptions
  onChange: (exceptions: Exceptions) => void
}

/** Sessions that were something else than the case: closed until somebody needs it. */
export const ExceptionFields = ({ caseId, disposition, exceptions, onChange }: ExceptionFieldsProps) => {
  const text = useText()
  const { rows: sessions, more } = useCaseSessions(caseId)
  return (
    <Box component="details" sx={{ '& summary': { cursor: 'pointer', color: 'text.secondary' } }}>
      <summary>{text('cases.close.exceptions')}</summary>
      <Box sx={{ display: 'grid', gap: 1, mt: 1 }}>
        {sessions.map((session) => (
          <Box key={session.id} sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
            <Typography variant="body2" sx={{ flex: 1 }}>
              <Time at={session.occurredAt} /> · {session.relyingParty} ·{' '}
              {session.person?.pseudonym ?? text('person.nobody')}
            </Typography>
            <TextField
              select
              aria-label={text('cases.disposition')}
              value={exceptions[session.id] ?? disposition}
              onChange={(event) => {
                const chosen = DISPOSITIONS.find((one) => one === event.target.value)
                if (chosen !== undefined) onChange({ ...exceptions, [session.id]: chosen })
              }}
              sx={{ width: 200, my: 0 }}
              slotProps={{ select: { inputProps: { 'aria-label': text('cases.disposition') } } }}
            >
              {DISPOSITIONS.map((one) => (
                <MenuItem key={one} value={one}>
                  {text(`disposition.${one}`)}
                </MenuItem>
              ))}
            </TextField>
          </Box>
        ))}
      </Box>
      <MoreButton more={more} />
    </Box>
  )
}
