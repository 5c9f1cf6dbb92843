/** A place in words: "Lagos, Nigeria". */
import type { Place } from '../../../server/contract/sessions.ts'

const countries = new Map<string, Intl.DisplayNames>()

function countriesIn(locale: string): Intl.DisplayNames {
  const names = countries.get(locale) ?? new Intl.DisplayNames(locale, { type: 'region' })
  countries.set(locale, names)
  return names
}

export function placeText(place: Pick<NonNullable<Place>, 'country' | 'city'>, locale = 'en'): string {
  const country = /^[A-Z]{2}$/.test(place.country)
    ? (countriesIn(locale).of(place.country) ?? place.country)
    : place.country
  const city = cityOf(place)
  return city === null ? country : `${city}, ${country}`
}

/** The shortest name of a place that still tells where it is. */
export function shortPlaceText(place: Pick<NonNullable<Place>, 'country' | 'city'>, locale = 'en'): string {
  return cityOf(place) ?? placeText(place, locale)
}

/** The geo data names the district in brackets: too fine for a place that an address only hints at. */
function cityOf({ city }: Pick<NonNullable<Place>, 'city'>): string | null {
  return city?.replace(/\s*\(.*\)$/, '') ?? null
}
