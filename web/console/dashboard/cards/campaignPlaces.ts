/** Where campaigns start their requests, as marks on a map (pure). */
import type { Dashboard } from '../../../../server/contract/dashboard.ts'
import type { MapPlace } from '../../map/MapPlace.ts'
import { shortPlaceText } from '../../places/placeText.ts'

/** More names than these make a map hard to read. */
const MOST_NAMES = 6
/** Names nearer to each other than this lie upon one another, degrees. */
const NAMES_APART = { latitude: 12, longitude: 50 }

type Coordinates = { latitude: number; longitude: number }
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
  const named: Coordinates[] = []
  for (const [, place] of places) {
    if (named.length < MOST_NAMES && !named.some((other) => isNear(place, other))) named.push(place)
  }
  return places.map(([key, place]) => ({
    key,
    name: named.includes(place) ? shortPlaceText(place, locale) : '',
    latitude: place.latitude,
    longitude: place.longitude,
    color: 'error',
    size: Math.sqrt(place.sessions / most),
  }))
}

function isNear(one: Coordinates, other: Coordinates): boolean {
  return (
    Math.abs(one.latitude - other.latitude) < NAMES_APART.latitude &&
    Math.abs(one.longitude - other.longitude) < NAMES_APART.longitude
  )
}
