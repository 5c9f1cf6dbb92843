import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { v7 } from 'uuid'
import { CASE_STATES, type CaseState, SLA_TAGS, slaTagOf } from '../../../server/domain/cases/case.ts'
import { addMs, DAY_MS, type Instant, toDate, toInstant } from '../../../server/domain/time.ts'
import { createCasePages } from '../../../server/stores/cases/casePages.ts'
import { createPrisma, type Prisma } from '../../../server/stores/database/connection.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'

const OPENED = toInstant(Date.UTC(2026, 10, 25, 10))

let database: TestDatabase
let prisma: Prisma
beforeAll(async () => {
  database = await createTestDatabase()
  prisma = createPrisma(database.url)
})
afterAll(async () => {
  await prisma.$disconnect()
  await database.drop()
})

type Stored = { state: CaseState; openedAt: Instant; dueAt: Instant }

/** Open for `spanMs`; three quarters of it are a whole number of ms, so that both borders can be met. */
const stored: fc.Arbitrary<Stored> = fc
  .record({
    state: fc.constantFrom(...CASE_STATES),
    after: fc.integer({ min: 0, max: DAY_MS }),
    quarter: fc.integer({ min: 1, max: DAY_MS }),
  })
  .map(({ state, after, quarter }) => {
    const openedAt = addMs(OPENED, after)
    return { state, openedAt, dueAt: addMs(openedAt, 4 * quarter) }
  })

/** Any time, and just at, before and after what the tags turn on. */
const looked = (cases: readonly Stored[]): fc.Arbitrary<Instant> => {
  const borders = cases.flatMap(({ openedAt, dueAt }) => [dueAt, dueAt - (dueAt - openedAt) / 4])
  return fc.oneof(
    fc.integer({ min: OPENED, max: OPENED + 6 * DAY_MS }).map(toInstant),
    fc
      .tuple(fc.constantFrom(...borders), fc.integer({ min: -1, max: 1 }))
      .map(([at, by]) => toInstant(at + by)),
  )
}

/** What a case of each state has beside it. */
const ENDS = {
  open: () => ({}),
  escalated: () => ({}),
  closed: () => ({ disposition: 'benign', closedAt: toDate(OPENED), closedBy: v7() }),
  merged: (into: string) => ({ mergedIntoId: into }),
} as const satisfies Record<CaseState, (into: string) => object>

/** A case begins open, and is moved from there. The first is the one that others are merged into. */
async function store(cases: readonly Stored[]): Promise<Map<string, Stored>> {
  await prisma.case.deleteMany()
  const into: Stored = { state: 'open', openedAt: OPENED, dueAt: addMs(OPENED, DAY_MS) }
  const rows = [into, ...cases].map((one) => ({ id: v7(), ...one }))
  await prisma.case.createMany({
    data: rows.map(({ id, openedAt, dueAt }) => ({
      id,
      kind: 'case' as const,
      title: 'A case',
      severity: 'low' as const,
      openedAt: toDate(openedAt),
      dueAt: toDate(dueAt),
      changedAt: toDate(openedAt),
    })),
  })
  for (const state of CASE_STATES.filter((one) => one !== 'open')) {
    const ids = rows.filter((row) => row.state === state).map(({ id }) => id)
    const data = { state, ...ENDS[state](rows[0]?.id ?? '') }
    if (ids.length > 0) await prisma.case.updateMany({ where: { id: { in: ids } }, data })
  }
  return new Map(rows.map((row) => [row.id, row]))
}

describe('the list of cases by service level', () => {
  test('finds by each tag the cases that carry it, at every border too', async () => {
    const reads = createCasePages(prisma)
    const page = { order: 'due', after: null, limit: 100 } as const
    const situations = fc
      .array(stored, { minLength: 1, maxLength: 12 })
      .chain((cases) =>
        fc.tuple(fc.constant(cases), fc.array(looked(cases), { minLength: 5, maxLength: 10 })),
      )
    await fc.assert(
      fc.asyncProperty(situations, async ([cases, times]) => {
        const byId = await store(cases)
        for (const now of times) {
          for (const sla of SLA_TAGS) {
            const found = (await reads.list({ sla }, page, now)).map(({ id }) => id)
            const tagged = [...byId].filter(([, one]) => slaTagOf(one, now) === sla).map(([id]) => id)
            expect(new Set(found)).toEqual(new Set(tagged))
          }
        }
      }),
      { numRuns: 15 },
    )
  })
})
