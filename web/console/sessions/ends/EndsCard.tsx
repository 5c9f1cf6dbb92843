import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { Suspense, useState } from 'react'
import { useCanAccess, useNotify } from 'react-admin'
import type { SessionPage } from '../../../../server/contract/sessions.ts'
import { readAddresses } from '../../api/dataProvider.ts'
import { Facts } from '../../cards/Facts.tsx'
import { Section } from '../../cards/Section.tsx'
import { useFormatLocale } from '../../i18n/useFormatLocale.ts'
import { useText } from '../../i18n/useText.ts'
import { lazily } from '../../loading/lazily.ts'
import { PlaceSource } from '../../places/PlaceSource.tsx'
import { placeText } from '../../places/placeText.ts'

const EndsMap = lazily(async () => ({ default: (await import('./EndsMap.tsx')).EndsMap }))

type Addresses = Awaited<ReturnType<typeof readAddresses>>

export const EndsCard = ({ session }: { session: SessionPage }) => {
  const text = useText()
  const locale = useFormatLocale()
  const notify = useNotify()
  const [addresses, setAddresses] = useState<Addresses | null>(null)
  const { canAccess } = useCanAccess({ resource: 'sessions', action: 'readAddresses' })
  const { initiator, initiatorPlace, phonePlace } = session

  const reveal = async () => {
    try {
      setAddresses(await readAddresses(session.id))
    } catch (error) {
      notify(error instanceof Error ? error.message : String(error), { type: 'error' })
    }
  }

  const place = (known: typeof initiatorPlace) =>
    known === null ? text('place.unknown') : placeText(known, locale)
  return (
    <Section title={text('session.ends')}>
      {(initiatorPlace !== null || phonePlace !== null) && (
        <Box sx={{ mb: 1.5 }}>
          <Suspense fallback={<Skeleton variant="rounded" height={190} />}>
            <EndsMap initiatorPlace={initiatorPlace} phonePlace={phonePlace} />
          </Suspense>
        </Box>
      )}
      <Facts
        rows={[
          [
            text('session.ends.browser'),
            initiator.known ? place(initiatorPlace) : text('session.ends.unknownInitiator'),
          ],
          [
            text('session.ends.initiatorIp'),
            addresses !== null && mono(addresses.initiatorIp ?? text('place.notTold')),
          ],
          [text('session.ends.userAgent'), initiator.userAgent],
          [
            text('session.ends.tracking'),
            mono(
              addresses?.trackingId ??
                text(initiator.hasTrackingId ? 'session.ends.trackingGiven' : 'session.ends.trackingNone'),
            ),
          ],
          [text('session.ends.phone'), phonePlace === null ? text('place.unknown') : place(phonePlace)],
          [
            text('session.ends.phoneIp'),
            addresses !== null && mono(addresses.phoneIp ?? text('session.ends.noPhone')),
          ],
        ]}
      />
      <PlaceSource />
      {canAccess && addresses === null && (
        <Box sx={{ mt: 1.5, display: 'flex', alignItems: 'center', gap: 1.5, flexWrap: 'wrap' }}>
          <Button size="small" variant="outlined" onClick={() => void reveal()}>
            {text('session.ends.reveal')}
          </Button>
          <Typography variant="caption" sx={{ color: 'text.secondary' }}>
            {text('session.ends.revealHint')}
          </Typography>
        </Box>
      )}
    </Section>
  )
}

function mono(value: string) {
  return (
    <Box component="span" sx={{ fontFamily: 'monospace' }}>
      {value}
    </Box>
  )
}
