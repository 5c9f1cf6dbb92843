/** Random streams of history events: few entities, so that they meet; retries, late and simultaneous events. */
import fc from 'fast-check'
import { type Id, toId } from '../../../server/domain/ids.ts'
import { HISTORY_EVENT_KINDS, type HistoryEvent } from '../../../server/domain/sessions/history.ts'
import { FLOWS, SESSION_KINDS } from '../../../server/domain/sessions/session.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, toInstant } from '../../../server/domain/time.ts'

export const NOW = toInstant(Date.UTC(2026, 10, 2, 9, 30))

export function idOf<Kind extends string>(number: number): Id<Kind> {
  return toId<Kind>(`00000000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`)
}

export function eventOf(given: Partial<HistoryEvent> = {}): HistoryEvent {
  return {
    kind: 'requested',
    sessionId: idOf<'session'>(1),
    occurredAt: NOW,
    sessionKind: 'authentication',
    flow: 'Notification',
    relyingPartyId: idOf<'relyingParty'>(1),
    subjectId: idOf<'subject'>(1),
    accountId: idOf<'account'>(1),
    initiatorAddress: 'address',
    initiatorNetwork: 'network',
    initiatorPlace: '59.5:24.5',
    initiatorCountry: 'EE',
    trackingKey: 'browser',
    userAgentFamily: 'firefox on linux',
    phoneNetwork: 'phone',
    phonePlace: '59.5:24.5',
    templateKey: 'template',
    payeeKey: null,
    amountMinor: null,
    currency: null,
    ...given,
  }
}

const few = (prefix: string, most: number) =>
  fc.integer({ min: 1, max: most }).map((number) => `${prefix}${number}`)
const orNull = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null, freq: 4 })

/** Near each other, far apart, at the same moment, on the edges of windows and buckets. */
const age = fc.oneof(
  fc.constantFrom(
    0,
    SECOND_MS,
    MINUTE_MS,
    10 * MINUTE_MS,
    HOUR_MS,
    DAY_MS,
    7 * DAY_MS,
    28 * DAY_MS,
    40 * DAY_MS,
  ),
  fc.integer({ min: 0, max: 15 * MINUTE_MS }),
  fc.integer({ min: 0, max: 30 * DAY_MS }),
)

export const anyEvent: fc.Arbitrary<HistoryEvent> = fc.record({
  kind: fc.constantFrom(...HISTORY_EVENT_KINDS),
  sessionId: fc.integer({ min: 1, max: 9 }).map((number) => idOf<'session'>(number)),
  occurredAt: age.map((ms) => toInstant(NOW - ms)),
  sessionKind: fc.constantFrom(...SESSION_KINDS),
  flow: orNull(fc.constantFrom(...FLOWS)),
  relyingPartyId: fc.integer({ min: 1, max: 2 }).map((number) => idOf<'relyingParty'>(number)),
  subjectId: orNull(fc.integer({ min: 1, max: 4 }).map((number) => idOf<'subject'>(number))),
  accountId: orNull(fc.integer({ min: 1, max: 2 }).map((number) => idOf<'account'>(number))),
  initiatorAddress: orNull(few('address', 2)),
  initiatorNetwork: orNull(few('network', 2)),
  initiatorPlace: orNull(few('place', 2)),
  initiatorCountry: orNull(fc.constantFrom('EE', 'LV')),
  trackingKey: orNull(few('browser', 2)),
  userAgentFamily: orNull(few('family', 2)),
  phoneNetwork: orNull(few('network', 2)),
  phonePlace: orNull(few('place', 2)),
  templateKey: orNull(few('template', 2)),
  payeeKey: orNull(few('payee', 2)),
  amountMinor: orNull(fc.integer({ min: 0, max: 1_000_000 })),
  currency: orNull(fc.constantFrom('EUR', 'USD')),
})
