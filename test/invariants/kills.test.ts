/**
 * Invariants 1, 2 and 3 under kills: whatever dies or repeats, no session reaches a phone without a
 * committed decision, none that was blocked is delivered, and every accepted session ends exactly once.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { MINUTE_MS } from '../../server/domain/time.ts'
import { enrolPhone, PIN1, PIN2, type TestPhone } from '../support/people.ts'
import { requestOverV2, statusOverV2 } from '../support/relyingParty.ts'
import { type Processes, startProcesses } from '../support/startProcesses.ts'

type Step =
  | { do: 'ask'; phone: number; kind: 'authentication' | 'signature' }
  | { do: 'confirm'; phone: number }
  | { do: 'refuse'; phone: number }
  | { do: 'killWorkers' | 'startWorkers' | 'killApi' | 'emptyRedis' }

const PHONES = 3
const phone = fc.nat(PHONES - 1)
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('ask' as const),
      phone,
      kind: fc.constantFrom('authentication' as const, 'signature' as const),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('confirm' as const), phone }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('refuse' as const), phone }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'killWorkers' as const,
        'startWorkers' as const,
        'killApi' as const,
        'emptyRedis' as const,
      ),
    }),
  },
)

let processes: Processes
let phones: TestPhone[]
/** A person whose sessions are always blocked, and one whose sessions are always held, by list. */
let listed: { blocked: TestPhone; held: TestPhone }

beforeAll(async () => {
  processes = await startProcesses({ SESSION_SECONDS: '64', HOLD_SECONDS: '2', SCORE_DEADLINE_MS: '800' })
  phones = await Promise.all(Array.from({ length: PHONES }, () => enrolPhone(processes)))
  const [first, second] = phones
  if (first === undefined || second === undefined) throw new Error('there are too few phones')
  listed = { blocked: first, held: second }
  await putOnList(first, 'block')
  await putOnList(second, 'hold')
})

afterAll(async () => {
  await processes?.close()
})

async function putOnList(who: TestPhone, effect: 'block' | 'hold') {
  const account = await processes.prisma.account.findUniqueOrThrow({ where: { id: who.accountId } })
  await processes.prisma.listEntry.create({
    data: {
      id: processes.deps.random.id(),
      kind: 'subject',
      valueKey: account.subjectId,
      effect,
      reason: 'test',
      author: 'test',
    },
  })
}

async function play(one: Step, asked: Set<string>): Promise<void> {
  switch (one.do) {
    case 'ask': {
      const document = phones[one.phone]?.documentNumber ?? ''
      asked.add(await requestOverV2(processes.url, { kind: one.kind, document }))
      return
    }
    case 'confirm':
    case 'refuse': {
      const who = phones[one.phone]
      const [request] = (await who?.requests()) ?? []
      if (who === undefined || request === undefined) return
      await expectDecided(request.sessionId)
      if (one.do === 'refuse') await who.call('POST', `/requests/${request.sessionId}/refuse`, {})
      else
        await who.phone.confirm(
          request,
          request.kind === 'authentication' ? PIN1 : PIN2,
          await codeOf(request.sessionId),
        )
      return
    }
    case 'killWorkers':
      return await processes.killWorkers()
    case 'startWorkers':
      return await processes.startWorkers()
    case 'killApi':
      await processes.killApi()
      return await processes.startApi()
    case 'emptyRedis':
      await processes.redis.kill()
      return await processes.redis.start({ empty: true })
  }
}

/** What the person reads on the relying party's page, should the phone ask for it. */
async function codeOf(sessionId: string): Promise<string> {
  const { verificationCode } = await processes.prisma.session.findUniqueOrThrow({ where: { id: sessionId } })
  return verificationCode ?? ''
}

/** What a phone has been given must have been decided before, and not against it. */
async function expectDecided(sessionId: string) {
  const decision = await processes.prisma.decision.findUnique({
    where: { sessionId_stage: { sessionId, stage: 'delivery' } },
  })
  expect(decision).not.toBeNull()
  expect(decision?.outcome).not.toBe('block')
}

/** Asks again and again, past every end in event time, until the session is over: the long poll wakes by itself. */
async function untilOver(sessionId: string): Promise<string> {
  const later = Date.now() + 10 * MINUTE_MS
  for (let polls = 0; polls < 30; polls++) {
    const { state, result } = await statusOverV2(processes.url, sessionId, later)
    if (state === 'COMPLETE' && result !== undefined) return result.endResult
  }
  throw new Error(`session ${sessionId} does not end`)
}

describe('whatever dies or repeats', () => {
  test('every session ends once, none is delivered undecided, none that was blocked is delivered', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 14 }), async (steps) => {
        const asked = new Set<string>()
        for (const one of steps) await play(one, asked)
        await processes.startWorkers()

        const ends = new Map<string, string>()
        for (const id of asked) ends.set(id, await untilOver(id))
        for (const id of asked) expect(await untilOver(id)).toBe(ends.get(id))
        await expectInvariants([...asked])
      }),
      { numRuns: 5, endOnFailure: true },
    )
  }, 240_000)

  test('a worker killed in the middle of a burst leaves no session behind', async () => {
    const who = phones[2]
    if (who === undefined) throw new Error('there are too few phones')
    const asking = Array.from({ length: 20 }, () =>
      requestOverV2(processes.url, { kind: 'authentication', document: who.documentNumber }),
    )
    await Promise.any(asking)
    await processes.killWorkers()
    const ids = await Promise.all(asking)
    await processes.startWorkers()
    for (const id of ids) expect(await untilOver(id)).toMatch(/^(TIMEOUT|DOCUMENT_UNUSABLE)$/)
    await expectInvariants(ids)
  })
})

async function expectInvariants(ids: string[]) {
  const sessions = await processes.prisma.session.findMany({
    where: { id: { in: ids } },
    include: { decisions: true },
  })
  expect(sessions).toHaveLength(ids.length)
  for (const session of sessions) {
    expect(['COMPLETE', 'BLOCKED']).toContain(session.state)
    const delivery = session.decisions.find((decision) => decision.stage === 'delivery')
    expect(delivery).toBeDefined()
    if (delivery?.outcome === 'block') {
      expect(session.deliveredAt).toBeNull()
      expect(session.shownAt).toBeNull()
      expect(session.signature).toBeNull()
    }
    if (session.accountId === listed.blocked.accountId) expect(session.deliveredAt).toBeNull()
    if (session.accountId === listed.held.accountId) expect(session.endResult).toBe('DOCUMENT_UNUSABLE')
  }
}
