import Typography from '@mui/material/Typography'
import type { SessionPage } from '../../../../server/contract/sessions.ts'
import { useFormatLocale } from '../../i18n/useFormatLocale.ts'
import { useText } from '../../i18n/useText.ts'
import type { MapPlace } from '../../map/MapPlace.ts'
import { distanceKm } from '../../map/projectWorld.ts'
import { WorldMap } from '../../map/WorldMap.tsx'
import { placeText, shortPlaceText } from '../../places/placeText.ts'

type EndsMapProps = Pick<SessionPage, 'initiatorPlace' | 'phonePlace'>

export const EndsMap = ({ initiatorPlace, phonePlace }: EndsMapProps) => {
  const text = useText()
  const locale = useFormatLocale()
  const places: MapPlace[] = []
  if (initiatorPlace !== null) {
    const name = `${text('queue.browser')}: ${shortPlaceText(initiatorPlace, locale)}`
    places.push({ key: 'browser', name, color: 'error', ...initiatorPlace })
  }
  if (phonePlace !== null) {
    const name = `${text('queue.phone')}: ${shortPlaceText(phonePlace, locale)}`
    places.push({ key: 'phone', name, color: 'primary', ...phonePlace })
  }
  const both = initiatorPlace !== null && phonePlace !== null
  const words = (place: SessionPage['phonePlace']) =>
    place === null ? text('place.unknown') : placeText(place, locale)
  return (
    <>
      <WorldMap
        label={text('queue.ends', { browser: words(initiatorPlace), phone: words(phonePlace) })}
        places={places}
        ways={[['browser', 'phone']]}
      />
      {both && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {text('session.ends.apart', {
            km: new Intl.NumberFormat(locale).format(Math.round(distanceKm(initiatorPlace, phonePlace))),
          })}
        </Typography>
      )}
    </>
  )
}
