import Box from '@mui/material/Box'
import type { SessionPhone } from '../../../../server/contract/sessions.ts'
import { useText } from '../../i18n/useText.ts'
import { Time } from '../../time/Time.tsx'

/** What became of a phone's keys: since when, in which state, and what was guessed at. */
export const PhoneKeys = ({ keys }: Pick<SessionPhone, 'keys'>) => {
  const text = useText()
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, mt: 0.5, p: 0, typography: 'caption' }}>
      {keys.map(({ purpose, state, wrongPins, lockedUntil, createdAt }) => (
        <li key={`${purpose} ${createdAt}`}>
          {text('session.phones.key', { purpose, state })} <Time at={createdAt} />
          {wrongPins > 0 && (
            <Box component="strong" sx={{ color: 'error.main' }}>
              {` · ${text('session.phones.wrongPins', { smart_count: wrongPins })}`}
            </Box>
          )}
          {lockedUntil !== null && (
            <Box component="strong" sx={{ color: 'error.main' }}>
              {` · ${text('session.phones.lockedUntil')} `}
              <Time at={lockedUntil} />
            </Box>
          )}
        </li>
      ))}
    </Box>
  )
}
