import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { workload } from '../../../server/contract/team.ts'
import { HOUR_MS } from '../../../server/domain/time.ts'
import { enrolPhone, type TestPhone } from '../../support/people.ts'
import { type Service, startService } from '../../support/startService.ts'
import { anotherUser, type SomeUser } from '../support/anotherUser.ts'
import { decided, openOver, readCase } from '../support/caseWork.ts'
import { signInAs } from '../support/consoleClient.ts'

describe('the workload of the team', () => {
  let service: Service
  let phone: TestPhone
  let reader: SomeUser

  beforeAll(async () => {
    service = await startService({ AUTOMATIC_CASES: 'off' }, { workers: false })
    phone = await enrolPhone(service)
    reader = await anotherUser(service, 'senior')
  })
  afterAll(() => service.close())

  async function read() {
    const answer = await reader.client.get('/team/workload')
    expect(answer.status).toBe(200)
    return workload.parse(answer.body)
  }
  const workOf = async ({ id }: SomeUser) => (await read()).items.find((one) => one.id === id)

  test('is nothing for who has nothing to do, and names who decides alone', async () => {
    const idle = await anotherUser(service, 'analyst')
    const author = await anotherUser(service, 'ruleAuthor')
    expect(await workOf(idle)).toEqual({
      id: idle.id,
      name: idle.name,
      role: 'analyst',
      openCases: 0,
      overdueCases: 0,
      claims: 0,
      decisionsToday: 0,
      decisions7Days: 0,
      dispositionsToday: 0,
      dispositions7Days: 0,
      medianSecondsToDecision: null,
    })
    expect(await workOf(author)).toBeUndefined()
  })

  test('counts open cases and which of them are overdue, and closed ones no more', async () => {
    const analyst = await anotherUser(service, 'analyst')
    const assigned = { assigneeId: analyst.id }
    const late = await openOver(analyst.client, [await decided(service, phone)], assigned)
    const open = await openOver(analyst.client, [await decided(service, phone)], assigned)
    await service.prisma.case.update({
      where: { id: late.id },
      data: { openedAt: new Date(Date.now() - 10 * HOUR_MS), dueAt: new Date(Date.now() - HOUR_MS) },
    })
    expect(await workOf(analyst)).toMatchObject({ openCases: 2, overdueCases: 1 })
    const { version } = await readCase(analyst.client, open.id)
    const closing = { version, disposition: 'benign' }
    expect((await analyst.client.post(`/cases/${open.id}/close`, closing)).status).toBe(200)
    expect(await workOf(analyst)).toMatchObject({
      openCases: 1,
      overdueCases: 1,
      dispositionsToday: 1,
      dispositions7Days: 1,
    })
  })

  test('counts cases that are nobody’s apart', async () => {
    const before = (await read()).unassigned.openCases
    const senior = await signInAs(service, 'senior')
    await openOver(senior, [await decided(service, phone)])
    expect((await read()).unassigned.openCases).toBe(before + 1)
  })

  test('counts what somebody works on now, and no claim that has run out', async () => {
    const analyst = await anotherUser(service, 'analyst')
    const [first, second] = [await decided(service, phone, 'hold'), await decided(service, phone, 'hold')]
    for (const id of [first, second])
      expect((await analyst.client.post(`/sessions/${id}/claim`)).status).toBe(200)
    expect(await workOf(analyst)).toMatchObject({ claims: 2 })
    await service.prisma.queueClaim.update({
      where: { sessionId: first },
      data: { expiresAt: new Date(Date.now() - 1) },
    })
    expect(await workOf(analyst)).toMatchObject({ claims: 1 })
  })

  test('counts decisions of today and of seven days, with the median of the time that they took', async () => {
    const analyst = await anotherUser(service, 'analyst')
    const seconds = [10, 20, 60]
    for (const [index, took] of seconds.entries()) {
      const id = await decided(service, phone, 'hold')
      expect((await analyst.client.post(`/sessions/${id}/review`, { action: 'block' })).status).toBe(200)
      const { decidedAt } = await service.prisma.decision.findFirstOrThrow({ where: { sessionId: id } })
      await service.prisma.review.update({
        where: { sessionId: id },
        data: {
          reviewedAt: new Date(decidedAt.getTime() + took * 1_000),
          // The last one was decided two days ago, by the wall clock.
          ...(index === 2 && { createdAt: new Date(Date.now() - 48 * HOUR_MS) }),
        },
      })
    }
    expect(await workOf(analyst)).toMatchObject({
      decisionsToday: 2,
      decisions7Days: 3,
      medianSecondsToDecision: 20,
    })
  })

  test.each([
    ['analyst', 403],
    ['senior', 200],
    ['compliance', 200],
    ['auditor', 403],
    ['administrator', 403],
    ['ruleAuthor', 403],
    ['registrar', 403],
  ] as const)('%s who asks for it is answered %i', async (role, status) => {
    const { client } = await anotherUser(service, role)
    expect((await client.get('/team/workload')).status).toBe(status)
  })
})
