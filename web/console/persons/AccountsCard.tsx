import Box from '@mui/material/Box'
import Chip from '@mui/material/Chip'
import Typography from '@mui/material/Typography'
import type { Person } from '../../../server/contract/persons.ts'
import { Section } from '../cards/Section.tsx'
import { useText } from '../i18n/useText.ts'
import { badFlags } from '../sessions/phones/badFlags.ts'
import { Time } from '../time/Time.tsx'

type Account = Person['accounts'][number]

/** Every account with its phone and the state of its keys. */
export const AccountsCard = ({ accounts }: Pick<Person, 'accounts'>) => {
  const text = useText()
  return (
    <Section title={text('persons.accounts')}>
      {accounts.length === 0 && (
        <Typography sx={{ color: 'text.secondary' }}>{text('session.phones.none')}</Typography>
      )}
      <Box sx={{ display: 'grid', gap: 2 }}>
        {accounts.map((account) => (
          <OneAccount key={account.id} account={account} />
        ))}
      </Box>
    </Section>
  )
}

const OneAccount = ({ account }: { account: Account }) => {
  const text = useText()
  const { device, level, state, enrolledAt, keys } = account
  const bad = badFlags(device?.integrity ?? {})
  return (
    <Box>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
        <Typography sx={{ fontWeight: 650 }}>
          {device === null ? account.id : `${device.model}, ${device.platform} ${device.osVersion}`}
        </Typography>
        <Chip size="small" variant="outlined" label={level} />
        {state !== 'active' && <Chip size="small" color="error" label={state} />}
      </Box>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {text('persons.enrolled')} <Time at={enrolledAt} />
        {device?.lastSeenAt != null && (
          <>
            {' · '}
            {text('session.phones.seen')} <Time at={device.lastSeenAt} />
          </>
        )}
      </Typography>
      <Typography variant="body2" sx={{ color: bad.length > 0 ? 'error.main' : 'text.secondary' }}>
        {bad.length > 0
          ? `${text('session.phones.flags')}: ${bad.join(', ')}`
          : text('session.phones.noFlags')}
      </Typography>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, mt: 0.5, p: 0, typography: 'caption' }}>
        {keys.map((key) => (
          <OneKey key={key.purpose} pinKey={key} />
        ))}
      </Box>
    </Box>
  )
}

type OneKeyProps = { pinKey: Account['keys'][number] }

const OneKey = ({ pinKey: { purpose, state, wrongPins, lockedUntil } }: OneKeyProps) => {
  const text = useText()
  return (
    <li>
      {text('persons.key', { purpose, state })}
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
  )
}
