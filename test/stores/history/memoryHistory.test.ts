import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  type History,
  type HistoryEvent,
  WINDOW_MS,
  WINDOW_NAMES,
} from '../../../server/domain/sessions/history.ts'
import { DAY_MS, MINUTE_MS, toInstant } from '../../../server/domain/time.ts'
import { createMemoryHistory } from '../../../server/stores/history/memoryHistory.ts'
import { anyEvent, eventOf, idOf, NOW } from './events.ts'

async function windowsFor(told: HistoryEvent[], viewer: HistoryEvent): Promise<History> {
  const history = createMemoryHistory()
  await history.rebuild(told)
  const answer = await history.read(viewer)
  if ('missing' in answer) throw new Error(answer.missing)
  return answer.windows
}

const session = (number: number) => idOf<'session'>(number)

describe('the windows of a session', () => {
  test('hold only what came strictly before it, and never the session itself', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyEvent, { maxLength: 40 }), anyEvent, async (told, viewer) => {
        const { subject } = await windowsFor(told, viewer)
        for (const event of subject?.log ?? []) {
          const before = event.occurredAt < viewer.occurredAt || event.sessionId < viewer.sessionId
          expect(event.sessionId).not.toBe(viewer.sessionId)
          expect(event.occurredAt <= viewer.occurredAt && before).toBe(true)
        }
      }),
    )
  })

  test('of the release do not hold the session’s own request', async () => {
    const own = eventOf({ occurredAt: toInstant(NOW - MINUTE_MS) })
    const { subject, tracking, address } = await windowsFor([own], eventOf({ occurredAt: NOW }))
    expect([subject?.log, tracking, address?.counts.requested.h1, address?.firstSeenAt]).toEqual([
      [],
      [],
      0,
      null,
    ])
  })

  test('count shared entities exactly, but for a twelfth of the window at its far end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyEvent, { maxLength: 40 }), async (events) => {
        const told = [...new Map(events.map((event) => [`${event.sessionId}${event.kind}`, event])).values()]
        const { address } = await windowsFor(
          told,
          eventOf({ sessionId: session(99), initiatorAddress: 'address1' }),
        )
        const requests = told.filter(
          (event) => event.kind === 'requested' && event.initiatorAddress === 'address1',
        )
        for (const window of WINDOW_NAMES) {
          const ages = requests.map((event) => NOW - event.occurredAt)
          const counted = address?.counts.requested[window] ?? 0
          expect(counted).toBeGreaterThanOrEqual(ages.filter((age) => age < WINDOW_MS[window]).length)
          expect(counted).toBeLessThanOrEqual(
            ages.filter((age) => age <= (WINDOW_MS[window] * 13) / 12).length,
          )
        }
      }),
    )
  })

  test('count an event told again only once', async () => {
    const event = eventOf({ occurredAt: toInstant(NOW - MINUTE_MS) })
    const { subject, address, relyingParty } = await windowsFor(
      [event, event, event],
      eventOf({ sessionId: session(2) }),
    )
    expect(subject?.log).toHaveLength(1)
    expect(address?.counts.requested.m10).toBe(1)
    expect(relyingParty.counts.requested.m10).toBe(1)
  })

  test('let parallel sessions see each other in the order of their ids', async () => {
    const history = createMemoryHistory()
    const answers = await Promise.all(
      [1, 2, 3].map((number) => history.readThenCount(eventOf({ sessionId: session(number) }))),
    )
    const seen = answers.map((answer) => ('windows' in answer ? answer.windows.subject?.log.length : null))
    expect(seen).toEqual([0, 1, 2])
  })

  test('tell of other people at an address without the session’s own person', async () => {
    const told = [1, 2, 3].map((number) =>
      eventOf({
        sessionId: session(number),
        subjectId: idOf<'subject'>(number),
        occurredAt: toInstant(NOW - MINUTE_MS),
      }),
    )
    const { address } = await windowsFor(
      told,
      eventOf({ sessionId: session(9), subjectId: idOf<'subject'>(3) }),
    )
    expect(address?.otherPeople.m10).toBe(2)
  })
})

describe('the habits of a person', () => {
  const yesterday = toInstant(NOW - DAY_MS)

  test('come of completed sessions only', async () => {
    const told = (['requested', 'refused', 'timedOut'] as const).map((kind) =>
      eventOf({ kind, occurredAt: yesterday }),
    )
    const { subject } = await windowsFor(told, eventOf({ sessionId: session(2) }))
    expect([...(subject?.habits.trackingKey ?? [])]).toEqual([])
  })

  test('remember first, last and how many', async () => {
    const told = [3, 1, 2].map((days) =>
      eventOf({ kind: 'completed', sessionId: session(days), occurredAt: toInstant(NOW - days * DAY_MS) }),
    )
    const { subject } = await windowsFor(told, eventOf({ sessionId: session(9) }))
    expect(subject?.habits.trackingKey.get('browser')).toEqual({
      firstAt: NOW - 3 * DAY_MS,
      lastAt: NOW - DAY_MS,
      sessions: 3,
    })
  })

  test.each([['before'], ['after']])(
    'forget what a session taught that was reported %s it was completed',
    async (order) => {
      const completed = eventOf({ kind: 'completed', occurredAt: yesterday })
      const reported = eventOf({ kind: 'reported', occurredAt: toInstant(yesterday + MINUTE_MS) })
      const told = order === 'before' ? [reported, completed] : [completed, reported]
      const { subject } = await windowsFor(told, eventOf({ sessionId: session(2) }))
      expect(subject?.habits.trackingKey.size).toBe(0)
    },
  )
})
