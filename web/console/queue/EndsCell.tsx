import Box from '@mui/material/Box'
import { Suspense } from 'react'
import type { SessionItem } from '../../../server/contract/sessions.ts'
import { useFormatLocale } from '../i18n/useFormatLocale.ts'
import { useText } from '../i18n/useText.ts'
import { lazily } from '../loading/lazily.ts'
import { shortPlaceText } from '../places/placeText.ts'
import { Ends } from '../sessions/ends/Ends.tsx'

const TinyMap = lazily(async () => ({ default: (await import('../map/TinyMap.tsx')).TinyMap }))

type EndsCellProps = Pick<SessionItem, 'initiatorPlace' | 'phonePlace'>

/** The two ends in words and on a line over a tiny world. */
export const EndsCell = ({ initiatorPlace, phonePlace }: EndsCellProps) => {
  const text = useText()
  const locale = useFormatLocale()
  const name = (place: SessionItem['phonePlace']) =>
    place === null ? text('place.unknown') : shortPlaceText(place, locale)
  const isStriking =
    initiatorPlace !== null && phonePlace !== null && initiatorPlace.country !== phonePlace.country
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
      <Box sx={{ width: 80, height: 30, display: { xs: 'none', lg: 'block' } }}>
        {(initiatorPlace !== null || phonePlace !== null) && (
          <Suspense fallback={<Box data-pending />}>
            <TinyMap
              label={text('queue.ends', { browser: name(initiatorPlace), phone: name(phonePlace) })}
              from={initiatorPlace}
              to={phonePlace}
              isStriking={isStriking}
            />
          </Suspense>
        )}
      </Box>
      <Ends initiatorPlace={initiatorPlace} phonePlace={phonePlace} />
    </Box>
  )
}
