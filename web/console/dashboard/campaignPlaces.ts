/** Where campaigns start their requests, as marks on a map (pure). */
import type { Dashboard } from '../api/dashboardApi.ts'
import type { MapPlace } from '../map/MapPlace.ts'
import { shortPlaceText } from '../sessions/placeText.ts'

/** More names than these lie upon one another. */
const MOST_NAMES = 6

type Campaign = NonNullable<Dashboard['campaigns']>['items'][number]

/** One mark a place, as large as the root of its sessions: so that areas are as numbers are. The largest have names. */
export function campaignPlaces(campaigns: readonly Pick<Campaign, 'places'>[], locale: string): MapPlace[] {
  const byPlace = new Map<string, Campaign['places'][number]>()
  for (const place of campaigns.flatMap(({ places }) => places)) {
    const key = `${place.latitude} ${place.longitude}`
    const sessions = place.sessions + (byPlace.get(key)?.sessions ?? 0)
    byPlace.set(key, { ...place, sessions })
  }
  const places = [...byPlace].sort(([, a], [, b]) => b.sessions - a.sessions)
  const most = places[0]?.[1].sessions ?? 1
  return places.map(([key, place], index) => ({
    key,
    name: index < MOST_NAMES ? shortPlaceText(place, locale) : '',
    latitude: place.latitude,
    longitude: place.longitude,
    color: 'error',
    size: Math.sqrt(place.sessions / most),
  }))
}
