/** Days of a place on earth as instants (pure): what lies between two midnights there, 23 to 25 hours. */
import { addMs, DAY_MS, HOUR_MS, type Instant, toInstant } from '../../domain/time.ts'

/** Whether it is a zone of the IANA time zone database, as `Europe/Tallinn`. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

/** Milliseconds by which clocks of the zone are ahead of UTC at that moment. */
function offsetMs(at: Instant, zone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at)
  const read = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((part) => part.type === type)?.value ?? 0)
  const local = Date.UTC(
    read('year'),
    read('month') - 1,
    read('day'),
    read('hour'),
    read('minute'),
    read('second'),
  )
  return local - (at - (at % 1_000))
}

/** The midnight of the zone at or before that moment. */
export function startOfDay(at: Instant, zone: string): Instant {
  const local = at + offsetMs(at, zone)
  const midnight = local - (((local % DAY_MS) + DAY_MS) % DAY_MS)
  // The clocks may have been put on or back since: the offset of midnight itself counts.
  const near = toInstant(midnight - offsetMs(at, zone))
  return toInstant(midnight - offsetMs(near, zone))
}

/**
 * The borders of the days from `from` to `to`, both of them included. Whole hours of UTC: where a zone's midnight
 * lies within one (India's at 18:30), the day begins with the next, for figures are kept by hours.
 */
export function dayBorders(from: Instant, to: Instant, zone: string): Instant[] {
  const borders: Instant[] = [from]
  // Noon of each day is in that day whatever the clocks do.
  for (let day = addMs(startOfDay(from, zone), DAY_MS * 1.5); ; day = addMs(day, DAY_MS)) {
    const midnight = startOfDay(day, zone)
    const border = toInstant(Math.ceil(midnight / HOUR_MS) * HOUR_MS)
    if (border >= to) break
    if (border > (borders.at(-1) ?? from)) borders.push(border)
  }
  borders.push(to)
  return borders
}
