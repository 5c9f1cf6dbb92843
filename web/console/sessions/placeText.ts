/** A place in words: "Lagos, Nigeria". */
import type { Place } from '../api/wireSchemas.ts'

const COUNTRIES = new Intl.DisplayNames('en', { type: 'region' })

export function placeText(place: NonNullable<Place>): string {
  const country = /^[A-Z]{2}$/.test(place.country)
    ? (COUNTRIES.of(place.country) ?? place.country)
    : place.country
  // The geo data names the district in brackets: too fine for a place that an address only hints at.
  const city = place.city?.replace(/\s*\(.*\)$/, '') ?? null
  return city === null ? country : `${city}, ${country}`
}
