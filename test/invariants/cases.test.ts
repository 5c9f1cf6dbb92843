import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import { casePage } from '../../server/contract/cases.ts'
import { decided, openOver } from '../console-api/support/caseWork.ts'
import { type Answer, type ConsoleClient, signInAs } from '../console-api/support/consoleClient.ts'
import { enrolPhone, type TestPhone } from '../support/people.ts'
import { type Service, startService } from '../support/startService.ts'

const DEEDS = ['close', 'reopen', 'escalate', 'giveBack', 'merge', 'unmerge', 'split', 'add'] as const
type Step = {
  who: number
  step: (typeof DEEDS)[number]
  /** Which case, which other case, which session, by their number. */
  one: number
  other: number
  session: number
  /** Whether the version is the one that the case has. */
  isFresh: boolean
}

const step: fc.Arbitrary<Step> = fc.record({
  who: fc.nat(1),
  step: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom('merge' as const, 'unmerge' as const, 'split' as const) },
    { weight: 2, arbitrary: fc.constantFrom(...DEEDS) },
  ),
  one: fc.nat(5),
  other: fc.nat(5),
  session: fc.nat(4),
  isFresh: fc.oneof(
    { weight: 9, arbitrary: fc.constant(true) },
    { weight: 1, arbitrary: fc.constant(false) },
  ),
})

describe('whatever two people do to cases at once', () => {
  let service: Service
  let phone: TestPhone
  let people: ConsoleClient[]

  beforeAll(async () => {
    service = await startService({ AUTOMATIC_CASES: 'off' }, { workers: false })
    phone = await enrolPhone(service)
    await service.prisma.consoleUser.update({ where: { username: 'analyst' }, data: { role: 'senior' } })
    people = [await signInAs(service, 'analyst'), await signInAs(service, 'senior')]
  })
  afterAll(() => service.close())

  async function versionOf(id: string): Promise<number> {
    return (await service.prisma.case.findUniqueOrThrow({ where: { id } })).version
  }

  async function play(cases: string[], sessions: readonly string[], given: Step): Promise<Answer> {
    const { step, isFresh } = given
    const client = people[given.who]
    const id = cases[given.one % cases.length]
    const otherId = cases[given.other % cases.length]
    const session = sessions[given.session % sessions.length]
    if (client === undefined || id === undefined || otherId === undefined || session === undefined)
      throw new Error('a step names somebody, a case and a session')
    const version = (await versionOf(id)) - (isFresh ? 0 : 1)
    const reason = 'It was asked for'
    const bodies = {
      close: { version, disposition: 'benign' },
      reopen: { version, reason },
      escalate: { version, reason },
      giveBack: { version, reason },
      merge: { version, other: { id: otherId, version: await versionOf(otherId) } },
      unmerge: { version },
      split: { version, sessionIds: [session], title: 'Split off' },
      add: { version, sessionIds: [session] },
    } as const
    const path = { giveBack: 'give-back', add: 'sessions' }[step as string] ?? step
    const answer = await client.post(`/cases/${id}/${path}`, bodies[step])
    if (answer.status === 201) cases.push(casePage.parse(answer.body).id)
    return answer
  }

  test('each session is in one open case at most and is never lost, and each deed has both of its records', async () => {
    const property = fc.asyncProperty(
      fc.array(fc.tuple(step, step), { minLength: 3, maxLength: 8 }),
      async (rounds) => {
        const [first, ...others] = people
        if (first === undefined || others.length !== 1) throw new Error('two people are signed in')
        const sessions: string[] = []
        const cases: string[] = []
        for (let made = 0; made < 3; made += 1) {
          const own = [await decided(service, phone), await decided(service, phone)]
          sessions.push(...own)
          cases.push((await openOver(first, own)).id)
        }
        for (const round of rounds) {
          const answers = await Promise.all(round.map((one) => play(cases, sessions, one)))
          for (const { status } of answers) expect([200, 201, 400, 409]).toContain(status)
        }

        const rows = await service.prisma.case.findMany({
          where: { id: { in: cases } },
          include: { sessions: true },
        })
        const held = rows.flatMap((row) => row.sessions)
        expect(new Set(held.map((link) => link.sessionId))).toEqual(new Set(sessions))
        const open = held.filter((link) => link.isOpen).map((link) => link.sessionId)
        expect(new Set(open).size).toBe(open.length)
        for (const row of rows) {
          const isOpen = row.state === 'open' || row.state === 'escalated'
          expect(row.sessions.every((link) => link.isOpen === isOpen)).toBe(true)
          expect(row.state === 'merged').toBe(row.mergedIntoId !== null)
          if (row.state === 'merged') expect(row.sessions).toEqual([])
          expect(row.state === 'closed').toBe(row.disposition !== null)
        }
        const told = await service.prisma.caseEvent.findMany({ where: { caseId: { in: cases } } })
        const audited = await service.prisma.auditEvent.findMany({ where: { objectId: { in: cases } } })
        expect(told.map((event) => event.id).toSorted()).toEqual(audited.map((event) => event.id).toSorted())
      },
    )
    await fc.assert(property, { numRuns: 12 })
  })
})
