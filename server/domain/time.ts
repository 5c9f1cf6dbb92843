/**
 * Time is passed in, never read. An Instant is milliseconds since 1970-01-01T00:00:00Z.
 *
 * Event time and wall time are both Instants; design: event time drives features, holds,
 * deduplication and PIN locks, wall time drives long polls, leases and certificates. In production
 * they are the same; in test mode a session remembers how far its event time lies behind the wall.
 */
declare const unit: unique symbol
export type Instant = number & { readonly [unit]: 'epochMs' }

export const SECOND_MS = 1_000
export const MINUTE_MS = 60 * SECOND_MS
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS

/** @throws RangeError where ms is not a whole number of milliseconds that a Date can hold. */
export function toInstant(ms: number): Instant {
  if (!Number.isInteger(ms) || Math.abs(ms) > 8.64e15)
    throw new RangeError('an instant must be whole milliseconds')
  return ms as Instant
}

export function addMs(at: Instant, ms: number): Instant {
  return toInstant(at + Math.round(ms))
}

export function fromDate(date: Date): Instant {
  return toInstant(date.getTime())
}

export function fromDateOrNull(date: Date | null): Instant | null {
  return date === null ? null : fromDate(date)
}

export function toDate(at: Instant): Date {
  return new Date(at)
}

export interface Clock {
  /** Wall time. The only source of now. */
  now(): Instant
}
