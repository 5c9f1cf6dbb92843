/** What the fields of a thing say (pure). */
import type { NamedThing } from '../../../server/contract/forms/namedThing.ts'

export function readNamedThing(form: FormData): NamedThing {
  const field = (name: string) => String(form.get(name) ?? '').trim()
  const sessionId = field('sessionId')
  if (sessionId === '') return { value: field('value') }
  return { sessionId, end: field('end') === 'phone' ? 'phone' : 'initiator' }
}

/** A day of the reader's calendar as the moment that ends it. `2026-03-01` in; null for none. */
export function endOfDay(day: string): string | null {
  if (day === '') return null
  const end = new Date(`${day}T23:59:59.999`)
  return Number.isNaN(end.getTime()) ? null : end.toISOString()
}

/** The reader's calendar day that is so many days away, as a date field wants it. */
export function dayIn(days: number, now: Date): string {
  return dayOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 12))
}

/** The reader's calendar day of a moment, as a date field wants it. */
export function dayOf(at: Date): string {
  const two = (part: number) => String(part).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}
