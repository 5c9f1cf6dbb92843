import Box from '@mui/material/Box'
import Chip from '@mui/material/Chip'
import Typography from '@mui/material/Typography'
import type { SessionPage, SessionPhone } from '../../../../server/contract/sessions.ts'
import { Section } from '../../cards/Section.tsx'
import { useFormatLocale } from '../../i18n/useFormatLocale.ts'
import { useText } from '../../i18n/useText.ts'
import { placeText } from '../../places/placeText.ts'
import { span } from '../../time/span.ts'
import { Time } from '../../time/Time.tsx'
import { badFlags } from './badFlags.ts'
import { PhoneKeys } from './PhoneKeys.tsx'

export const PhonesCard = ({ session }: { session: SessionPage }) => {
  const text = useText()
  return (
    <Section title={text('session.phones')}>
      {session.phones.length === 0 && (
        <Typography color="text.secondary">{text('session.phones.none')}</Typography>
      )}
      <Box sx={{ display: 'grid', gap: 2 }}>
        {session.phones.map((phone) => (
          <PhoneFacts key={phone.accountId} phone={phone} session={session} />
        ))}
      </Box>
    </Section>
  )
}

const PhoneFacts = ({ phone, session }: { phone: SessionPhone; session: SessionPage }) => {
  const text = useText()
  const locale = useFormatLocale()
  const { device } = phone
  const bad = badFlags(device?.integrity ?? {})
  const age = Date.parse(session.times.occurredAt) - Date.parse(phone.enrolledAt)
  return (
    <Box>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
        <Typography sx={{ fontWeight: 650 }}>
          {device === null ? phone.accountId : `${device.model}, ${device.platform} ${device.osVersion}`}
        </Typography>
        {phone.accountId === session.accountId && (
          <Chip size="small" color="primary" variant="outlined" label={text('session.phones.this')} />
        )}
        {phone.state !== 'active' && <Chip size="small" color="error" label={phone.state} />}
      </Box>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {text('session.phones.enrolled', { span: span(age) })}
        {device?.lastSeenAt != null && (
          <>
            {' · '}
            {text('session.phones.seen')} <Time at={device.lastSeenAt} />
            {device.place !== null && `, ${placeText(device.place, locale)}`}
          </>
        )}
      </Typography>
      <Typography variant="body2" sx={{ color: bad.length > 0 ? 'error.main' : 'text.secondary' }}>
        {bad.length > 0
          ? `${text('session.phones.flags')}: ${bad.join(', ')}`
          : text('session.phones.noFlags')}
      </Typography>
      <PhoneKeys keys={phone.keys} />
    </Box>
  )
}
