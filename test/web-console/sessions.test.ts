import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { SessionDecision, SessionPage } from '../../server/contract/sessions.ts'
import { QUEUE_TABS, tabOf } from '../../web/console/links/queueLink.ts'
import { placeText } from '../../web/console/places/placeText.ts'
import { percent } from '../../web/console/scores/percent.ts'
import { featureText } from '../../web/console/sessions/decision/featureText.ts'
import { ribbonPosition } from '../../web/console/sessions/decision/ribbonPosition.ts'
import { standingDecision } from '../../web/console/sessions/header/standingDecision.ts'
import { way } from '../../web/console/sessions/way/way.ts'
import { span } from '../../web/console/time/span.ts'

const STARTS = [0, 0.5, 0.85, 0.975]

describe('the ribbon of a decision', () => {
  test.each([
    [0, 0],
    [0.25, 0.125],
    [0.5, 0.25],
    [0.85, 0.5],
    [0.975, 0.75],
    [1, 1],
  ])('a score of %d stands at %d of its width', (score, position) => {
    expect(ribbonPosition(score, STARTS)).toBeCloseTo(position, 10)
  })

  test('a higher score never stands further left, and none stands outside', () => {
    const score = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(score, score, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)]
        expect(ribbonPosition(low, STARTS)).toBeLessThanOrEqual(ribbonPosition(high, STARTS))
        expect(ribbonPosition(low, STARTS)).toBeGreaterThanOrEqual(0)
        expect(ribbonPosition(high, STARTS)).toBeLessThanOrEqual(1)
      }),
    )
  })
})

describe('figures for people', () => {
  test.each([
    [0, '0 %'],
    [0.004, '< 1 %'],
    [0.5, '50 %'],
    [0.9999, '> 99 %'],
    [1, '100 %'],
  ])('a probability of %d is %s', (probability, words) => {
    expect(percent(probability).replace(/\u00a0/g, ' ')).toBe(words)
  })

  test.each([
    [850, '850 ms'],
    [1_500, '1.5 s'],
    [61_000, '61 s'],
    [180_000, '3 min'],
    [7_200_000, '2 h'],
    [864_000_000, '10 d'],
  ])('%d ms is %s', (ms, words) => {
    expect(span(ms)).toBe(words)
  })

  test.each([
    [true, 'yes'],
    [3, '3'],
    [1234.5678, '1235'],
    [0.12345678, '0.1235'],
    ['Notification', 'Notification'],
  ])('the feature value %p is %s', (value, words) => {
    expect(featureText(value)).toBe(words)
  })

  test('a place is its city without the district, and its country by name', () => {
    expect(placeText({ country: 'EE', city: 'Tallinn (Kesklinna linnaosa)' })).toBe('Tallinn, Estonia')
    expect(placeText({ country: 'NG', city: null })).toBe('Nigeria')
    expect(placeText({ country: 'nowhere', city: null })).toBe('nowhere')
  })
})

test.each(['held', 'flagged', 'all'] as const)('the filter of the tab %s leads back to it', (tab) => {
  expect(tabOf({ ...QUEUE_TABS[tab], relyingPartyId: 'x' })).toBe(tab)
})

const DECISION: SessionDecision = {
  stage: 'delivery',
  outcome: 'hold',
  decidedBy: 'engine',
  score: 0.9,
  reasons: [],
  features: {},
  friction: null,
  ruleSetVersion: '1',
  modelVersion: null,
  warningId: null,
  decidedAt: '2026-03-01T10:00:01.000Z',
  tookMs: 20,
  suppressedRules: [],
  withoutModel: null,
  explored: false,
  shadow: null,
  counterfactual: null,
}

const SESSION: SessionPage = {
  id: '01900000-0000-7000-8000-000000000001',
  state: 'BLOCKED',
  kind: 'authentication',
  flow: 'Notification',
  relyingParty: 'DEMO',
  person: 'abcdef01',
  occurredAt: '2026-03-01T10:00:00.000Z',
  holdUntil: null,
  secondsLeft: null,
  sla: null,
  assignee: null,
  viewers: [],
  pendingReview: null,
  endResult: 'DOCUMENT_UNUSABLE',
  reportedAt: null,
  initiatorPlace: null,
  phonePlace: null,
  apiVersion: 'v3',
  requestedLevel: 'QUALIFIED',
  personId: null,
  accountId: null,
  interactions: [],
  interactionUsed: null,
  verificationCode: null,
  amount: null,
  linkedSessionId: null,
  times: {
    occurredAt: '2026-03-01T10:00:00.000Z',
    expiresAt: '2026-03-01T10:03:00.000Z',
    deliveredAt: '2026-03-01T10:00:09.000Z',
    shownAt: '2026-03-01T10:00:10.000Z',
    endedAt: '2026-03-01T10:00:20.000Z',
    reportedAt: '2026-03-01T10:00:30.000Z',
  },
  initiator: { known: false, userAgent: null, hasTrackingId: false },
  phones: [],
  decisions: [
    DECISION,
    { ...DECISION, stage: 'release', outcome: 'block', decidedAt: '2026-03-01T10:00:20.000Z' },
  ],
  lateScores: [],
  thresholds: { warn: 0.5, hold: 0.85, block: 0.975, releaseBlock: 0.95 },
  review: { action: 'release', by: 'Analyst', comment: 'fine', reviewedAt: '2026-03-01T10:00:09.000Z' },
  labels: [],
  notices: [],
}

describe('a session’s page', () => {
  test('the way is told in the order in which it happened, also where two steps share a moment', () => {
    const keys = way(SESSION, (key) => key).map((step) => step.words)
    expect(keys).toEqual([
      'session.way.received',
      'session.way.decided',
      'session.way.releasedBy',
      'session.way.delivered',
      'session.way.shown',
      'session.way.release',
      'session.way.ended',
      'session.way.reported',
    ])
  })

  test('a hold that ran out is told as the policy’s doing', () => {
    const review = {
      action: 'block',
      by: null,
      comment: null,
      reviewedAt: '2026-03-01T10:01:30.000Z',
    } as const
    expect(way({ ...SESSION, review }, (key) => key).map((step) => step.words)).toContain(
      'session.way.policyBlock',
    )
  })

  test('the release’s decision stands where it blocked, else the delivery’s', () => {
    expect(standingDecision(SESSION)?.stage).toBe('release')
    expect(
      standingDecision({ decisions: [DECISION, { ...DECISION, stage: 'release', outcome: 'allow' }] })?.stage,
    ).toBe('delivery')
    expect(standingDecision({ decisions: [] })).toBeNull()
  })
})
