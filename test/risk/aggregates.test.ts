import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { FeatureVector } from '../../server/domain/sessions/decision.ts'
import { WINDOW_MS } from '../../server/domain/sessions/history.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, toInstant } from '../../server/domain/time.ts'
import { extractFeatures } from '../../server/risk/features/registry.ts'
import { userAgentFamily } from '../../server/risk/features/userAgentFamily.ts'
import { summarizeLog } from '../../server/risk/features/windows/logSummary.ts'
import { historyEventOf } from '../../server/risk/historyEvent.ts'
import { createMemoryHistory } from '../../server/stores/history/memoryHistory.ts'
import { anyEvent, NOW as EVENTS_NOW } from '../stores/history/events.ts'
import { at, factsOf, historyOfHabits, live, newId, PORTAL, payment } from './scenes.ts'

const VARIED = ['relyingParty', 'network', 'payee', 'template', 'tracking', 'otherPerson'] as const

describe('the summary of a log', () => {
  test('says in one pass what counting window by window says', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 60 }), (told) => {
        const events = [...told].sort((a, b) => a.occurredAt - b.occurredAt)
        const summary = summarizeLog(events, {
          now: EVENTS_NOW,
          currency: 'EUR',
          subjectId: null,
          varied: VARIED,
        })
        for (const window of ['m1', 'm10', 'h1', 'h24', 'd7', 'd28'] as const) {
          const within = events.filter((one) => EVENTS_NOW - one.occurredAt < WINDOW_MS[window])
          const requested = within.filter((one) => one.kind === 'requested')
          const amounts = within.flatMap((one) =>
            one.kind === 'completed' && one.currency === 'EUR' && one.amountMinor !== null
              ? [one.amountMinor]
              : [],
          )
          const gaps = requested
            .slice(1)
            .map((one, index) => one.occurredAt - (requested[index]?.occurredAt ?? 0))
          expect({
            refused: summary.counts.refused[window],
            amounts: summary.amounts.completed[window],
            gaps: summary.arrivals[window],
            networks: summary.distinct.network[window],
            people: summary.distinct.otherPerson[window],
          }).toEqual({
            refused: within.filter((one) => one.kind === 'refused').length,
            amounts: {
              count: amounts.length,
              sum: amounts.reduce((sum, one) => sum + one, 0),
              squares: amounts.reduce((sum, one) => sum + one * one, 0),
              least: Math.min(...amounts),
              most: Math.max(...amounts),
            },
            gaps: {
              count: requested.length,
              spanMs: gaps.reduce((sum, one) => sum + one, 0),
              shortestMs: Math.min(...gaps),
            },
            networks: distinct(requested.map((one) => one.initiatorNetwork)),
            people: distinct(requested.map((one) => one.subjectId)),
          })
        }
      }),
    )
  })
})

function distinct(values: (string | null)[]): number {
  return new Set(values.filter((value) => value !== null)).size
}

describe('aggregates as features', () => {
  test('tell of amounts, gaps and refusals of the person, and of the shared address', async () => {
    const history = createMemoryHistory()
    const paid = (amount: number, hoursAgo: number) =>
      factsOf({ kind: 'signature', content: payment('shop', amount), occurredAt: at(-hoursAgo * HOUR_MS) })
    await live(history, paid(30, 50))
    await live(history, paid(10, 20))
    await live(history, paid(50, 5), 'refused')
    const facts = factsOf({ kind: 'signature', content: payment('shop', 20) })
    const features = extractFeatures(facts, await history.read(historyEventOf('requested', facts)))
    expect(features).toMatchObject({
      subjectAmountSum24h: { value: 10 },
      subjectAmountMean7d: { value: 20 },
      subjectAmountMax7d: { value: 30 },
      subjectAmountDeviation7d: { value: 10 },
      subjectRequestedAmountSum7d: { value: 90 },
      subjectRefusalRate24h: { value: 0.5 },
      subjectGapMean7d: { value: 22.5 * 60 },
      subjectGapMin7d: { value: 15 * 60 },
      subjectMinutesSinceRequest28d: { value: 300 },
      addressAmountSum7d: { value: 40 },
      addressAmountMax28d: { value: 30 },
      addressMinutesSinceRefusal: { value: 299 },
      payeeRequestedAmountMean7d: { value: 30 },
    } satisfies FeatureVector)
  })

  test('compare what the person does with what everybody does', async () => {
    const history = await historyOfHabits()
    const others = Array.from({ length: 30 }, (_, number) =>
      factsOf({
        subjectId: newId<'subject'>(),
        relyingPartyId: PORTAL,
        occurredAt: at(-(number + 1) * 12 * HOUR_MS),
      }),
    )
    for (const facts of others) await live(history, facts)
    const facts = factsOf()
    const features = extractFeatures(facts, await history.read(historyEventOf('requested', facts)))
    expect(features).toMatchObject({
      ownSessions: { value: 35 },
      relyingPartyOwnShare: { value: 30 / 35 },
      relyingPartyGlobalShare: { value: 30 / 65 },
      browserOwnShare: { value: 1 },
      countryOwnShare: { value: 1 },
      userAgentGlobalShare: { value: 1 },
    } satisfies FeatureVector)
    expect(Object.keys(features).filter((name) => /country/i.test(name) && /Global/.test(name))).toEqual([])
  })

  test('give a stranger’s browser no share, though it has just completed something', async () => {
    const history = await historyOfHabits()
    const initiator = { ...factsOf().initiator, trackingKey: 'criminal' }
    await live(history, factsOf({ initiator, occurredAt: at(-30 * MINUTE_MS) }))
    const facts = factsOf({ initiator, occurredAt: toInstant(factsOf().occurredAt + DAY_MS / 4) })
    const features = extractFeatures(facts, await history.read(historyEventOf('requested', facts)))
    expect(features.browserOwnShare).toEqual({ value: 0 })
  })

  test.each([
    ['Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0', 'firefox on linux'],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/150.0 Safari/537.36 Edg/150.0',
      'edge on windows',
    ],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) Version/19.1 Safari/604.1', 'safari on ios'],
    ['curl/8.1', 'other on other'],
  ])('name the family of %s', (userAgent, family) => {
    expect(userAgentFamily(userAgent)).toBe(family)
  })
})
