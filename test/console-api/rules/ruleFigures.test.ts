import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type RuleDay, ruleFigures, rulePage } from '../../../server/contract/rules.ts'
import type { SessionKind } from '../../../server/domain/sessions/session.ts'
import { toInstant } from '../../../server/domain/time.ts'
import { enrolPhone, requestSession, type TestPhone } from '../../support/people.ts'
import { type Service, startService } from '../../support/startService.ts'
import { type ConsoleClient, signInAs } from '../support/consoleClient.ts'
import { makeLive, newestRuleSet, writeRule } from '../support/ruleDrafts.ts'
import { type StoredDecision, storeDecision } from '../support/storeDecision.ts'

const PERIOD = 'from=2026-03-02T00:00:00Z&to=2026-03-04T00:00:00Z'
const FIRST = '2026-03-02T10:00:00Z'
const SECOND = '2026-03-03T10:00:00Z'

describe('what rules did', () => {
  let service: Service
  let anna: TestPhone
  let bert: TestPhone
  let author: ConsoleClient
  let ruleSetVersion: string

  beforeAll(async () => {
    service = await startService({}, { workers: false })
    const people = await Promise.all([enrolPhone(service), enrolPhone(service)])
    anna = people[0]
    bert = people[1]
    author = await signInAs(service, 'author')
    const senior = await signInAs(service, 'senior')
    const { id } = await writeRule(author, 'stopsAlways', { effect: { kind: 'outcome', outcome: 'block' } })
    await makeLive({ author, senior }, 'stopsAlways', id)
    ruleSetVersion = (await newestRuleSet(service)).version
  })
  afterAll(() => service.close())

  async function session(
    who: TestPhone,
    decision: Omit<StoredDecision, 'sessionId'>,
    kind: SessionKind = 'authentication',
  ) {
    const occurredAt = toInstant(Date.parse(decision.at))
    const { sessionId } = await requestSession(service, who, { kind, occurredAt })
    await storeDecision(service, { ruleSetVersion, ...decision, sessionId })
    return sessionId
  }

  async function label(sessionId: string, source: 'report' | 'disposition', fraud: boolean) {
    const at = new Date(FIRST)
    const id = service.deps.random.id()
    await service.prisma.label.create({
      data: { id, sessionId, fraud, source, occurredAt: at, labelledAt: at },
    })
  }

  const rowOf = (rows: RuleDay[], ruleId: string, day: string) =>
    rows.find((row) => row.ruleId === ruleId && row.day === day)

  test('agrees with a history counted by hand', async () => {
    // Day 1. ln(0.98 / 0.02) = 3.9: without its 6, next to nothing is left.
    const caught = await session(anna, { at: FIRST, outcome: 'block', score: 0.98, reasons: [['first', 6]] })
    await label(caught, 'report', true)
    // ln(0.6 / 0.4) = 0.41: without either 0.3, a warning stays. The analyst's word goes before the person's.
    const together = await session(anna, {
      at: FIRST,
      outcome: 'warn',
      score: 0.6,
      reasons: [
        ['first', 0.3],
        ['second', 0.3],
        [null, 1],
      ],
    })
    await label(together, 'report', true)
    await label(together, 'disposition', false)
    await session(bert, { at: FIRST, outcome: 'allow', score: 0.2, reasons: [['first', 1]] })
    // Day 2. A hard outcome catches alone what the score would let pass.
    await session(bert, {
      at: SECOND,
      outcome: 'block',
      score: 0.1,
      reasons: [
        ['stopsAlways', 0],
        ['first', 1],
      ],
    })
    await session(bert, {
      at: SECOND,
      outcome: 'block',
      score: 0.1,
      reasons: [['first', 1]],
      lists: ['block'],
    })
    // Allowed, then blocked at its release after midnight: one session, on the day of its first decision.
    const released = await session(anna, {
      at: SECOND,
      outcome: 'allow',
      score: 0.3,
      reasons: [['first', 0.5]],
    })
    await storeDecision(service, {
      sessionId: released,
      at: '2026-03-03T23:59:59Z',
      stage: 'release',
      outcome: 'block',
      score: 0.99,
      reasons: [['first', 8]],
    })
    // The fallback warns of every signature, a list asked for a hold: neither was the rule.
    await session(
      bert,
      { at: SECOND, outcome: 'warn', score: 0.5, reasons: [['second', 0.5]], decidedBy: 'fallback' },
      'signature',
    )
    await session(anna, {
      at: SECOND,
      outcome: 'hold',
      score: 0.1,
      reasons: [['second', 0.5]],
      withoutBasis: true,
    })
    await session(bert, { at: SECOND, outcome: 'allow', score: 0.1, shadowRules: ['tried'] })
    // Not of the period.
    await session(bert, { at: '2026-03-04T00:00:00Z', outcome: 'allow', score: 0.2, reasons: [['first', 1]] })

    const answer = await author.get(`/rule-figures?${PERIOD}`)
    const { items, totals } = ruleFigures.parse(answer.body)
    const none = { shadowHits: 0, confirmed: 0, refuted: 0, alone: 0 }
    expect(rowOf(items, 'first', '2026-03-02')).toMatchObject({
      ...none,
      hits: 3,
      people: 2,
      confirmed: 1,
      refuted: 1,
      unlabelled: 1,
      alone: 1,
      confirmedShare: 1 / 3,
      refutedShare: 1 / 3,
    })
    expect(rowOf(items, 'second', '2026-03-02')).toMatchObject({ ...none, hits: 1, people: 1, refuted: 1 })
    expect(rowOf(items, 'first', '2026-03-03')).toMatchObject({
      ...none,
      hits: 3,
      people: 2,
      unlabelled: 3,
      alone: 1,
    })
    expect(rowOf(items, 'second', '2026-03-03')).toMatchObject({
      ...none,
      hits: 2,
      people: 2,
      unlabelled: 2,
    })
    expect(rowOf(items, 'stopsAlways', '2026-03-03')).toMatchObject({ ...none, hits: 1, alone: 1 })
    expect(rowOf(items, 'tried', '2026-03-03')).toMatchObject({ ...none, hits: 0, shadowHits: 1, people: 1 })
    expect(items).toHaveLength(6)
    // Two people on either day, and the same two: within the period each counts once.
    expect(totals.find(({ ruleId }) => ruleId === 'first')).toMatchObject({
      hits: 6,
      people: 2,
      confirmed: 1,
      refuted: 1,
      unlabelled: 4,
      alone: 2,
      confirmedShare: 1 / 6,
    })
    expect(totals.map(({ ruleId }) => ruleId)).toEqual(['first', 'second', 'stopsAlways', 'tried'])
  })

  test('of one rule are those of all, and are shown on its page', async () => {
    const at = new Date().toISOString()
    await session(anna, { at, outcome: 'block', score: 0.1, reasons: [['stopsAlways', 0]] })
    const page = rulePage.parse((await author.get('/rules/stopsAlways?days=1')).body)
    expect(page.figures).toMatchObject([{ ruleId: 'stopsAlways', day: at.slice(0, 10), hits: 1, alone: 1 }])
    expect(page.total).toMatchObject({ ruleId: 'stopsAlways', hits: 1, people: 1, alone: 1 })
  })

  test.each([
    ['backwards', 'from=2026-03-04T00:00:00Z&to=2026-03-02T00:00:00Z'],
    ['too long', 'from=2026-01-01T00:00:00Z&to=2026-06-01T00:00:00Z'],
  ])('a period %s is refused with its field named', async (_what, period) => {
    const answer = await author.get(`/rule-figures?${period}`)
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ fields: [{ field: 'to' }] })
  })
})
