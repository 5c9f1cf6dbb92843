import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createLog } from '../../server/adapters/log.ts'
import { readConfig } from '../../server/config.ts'
import type { SessionId } from '../../server/domain/ids.ts'
import { addMs, HOUR_MS, type Instant } from '../../server/domain/time.ts'
import { assessStage } from '../../server/flow/request/assessStage.ts'
import { startApi } from '../../server/startApi.ts'
import { type ConsoleClient, signInAs } from '../console-api/support/consoleClient.ts'
import { makeLive, newestRuleSet, writeRule } from '../console-api/support/ruleDrafts.ts'
import { enrolPhone, requestSession, type TestPhone } from '../support/people.ts'
import { type Service, startService } from '../support/startService.ts'

/** Far more round trips than any process needs to hear of a change. */
const MOST_LOOKS = 5_000

describe('what decides, in a running service', () => {
  let service: Service
  let phone: TestPhone
  let author: ConsoleClient
  let senior: ConsoleClient

  beforeAll(async () => {
    service = await startService()
    phone = await enrolPhone(service)
    author = await signInAs(service, 'author')
    senior = await signInAs(service, 'senior')
  })
  afterAll(() => service.close())

  /** The decision of the workers, as soon as they have told of it. */
  async function decisionOf(sessionId: SessionId) {
    const find = () =>
      service.prisma.decision.findUnique({ where: { sessionId_stage: { sessionId, stage: 'delivery' } } })
    return await new Promise<NonNullable<Awaited<ReturnType<typeof find>>>>((resolve, reject) => {
      const look = () =>
        find().then((found) => {
          if (found === null) return
          stop()
          resolve(found)
        }, reject)
      const stop = service.deps.changeNotifications.forSession(sessionId, () => void look())
      void look()
    })
  }

  /** Asks again and again until a decision was made with this rule set. */
  async function decisionBy(ruleSetVersion: string) {
    for (let asked = 0; asked < 50; asked++) {
      const { sessionId } = await requestSession(service, phone)
      const decision = await decisionOf(sessionId)
      if (decision.ruleSetVersion === ruleSetVersion) return decision
    }
    throw new Error('the workers decide by another rule set')
  }

  async function until(holds: () => boolean) {
    for (let looked = 0; looked < MOST_LOOKS && !holds(); looked++) await service.prisma.$queryRaw`SELECT 1`
    expect(holds()).toBe(true)
  }

  const suppressed = () => service.deps.engines.current().suppressions.map(({ ruleId }) => ruleId)

  async function suppressBySql(ruleId: string) {
    const user = await service.prisma.consoleUser.findFirstOrThrow()
    await service.prisma.suppression.create({
      data: {
        id: service.deps.random.id(),
        ruleId,
        kind: 'subject',
        key: service.deps.random.id(),
        reason: 'test',
        authorId: user.id,
        createdAt: new Date(),
      },
    })
  }

  test('a published rule changes the next decision, and a retired one no longer does, without a restart', async () => {
    const before = await newestRuleSet(service)
    expect((await decisionBy(before.version)).outcome).toBe('allow')

    const effect = { kind: 'outcome', outcome: 'hold' }
    const { id } = await writeRule(author, 'holdLogIns', { effect, reasonCode: 'HELD_BY_TEST' })
    await makeLive({ author, senior }, 'holdLogIns', id)
    const held = await decisionBy((await newestRuleSet(service)).version)
    expect(held.outcome).toBe('hold')
    expect(held.reasons).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ code: 'HELD_BY_TEST', ruleId: 'holdLogIns' })]),
    )

    await author.post('/rules/holdLogIns/propose', { versionId: id, change: 'retire' })
    expect((await senior.post('/rules/holdLogIns/retire', { versionId: id })).status).toBe(200)
    const after = await newestRuleSet(service)
    expect(after.version).toBe(before.version)
    expect((await decisionBy(after.version)).reasons).not.toMatchObject(
      expect.arrayContaining([expect.objectContaining({ ruleId: 'holdLogIns' })]),
    )
  })

  test('a suppression takes a rule away from one person until its expiry, and not from others', async () => {
    const effect = { kind: 'outcome', outcome: 'hold' }
    const { id } = await writeRule(author, 'holdForSome', { effect })
    await makeLive({ author, senior }, 'holdForSome', id)
    const { version } = await newestRuleSet(service)
    await decisionBy(version)
    const somebody = await enrolPhone(service)
    const until = addMs(service.deps.clock.now(), HOUR_MS)
    const answer = await senior.post('/suppressions', {
      ruleId: 'holdForSome',
      kind: 'subject',
      value: somebody.semanticsIdentifier,
      reason: 'they log in often',
      until: new Date(until).toISOString(),
    })
    expect(answer.status).toBe(201)
    // The process of the test decides: it has read the suppression before it answered.
    const outcomeAt = async (who: TestPhone, occurredAt: Instant) => {
      const { sessionId } = await requestSession(service, who, { occurredAt })
      const session = await service.deps.sessions.find(sessionId)
      if (session === null) throw new Error('no such session')
      return (await assessStage(service.deps, session, 'delivery', null, 'read')).outcome
    }
    expect(await outcomeAt(somebody, addMs(until, -1))).toBe('allow')
    expect(await outcomeAt(phone, addMs(until, -1))).toBe('hold')
    expect(await outcomeAt(somebody, until)).toBe('hold')
    await author.post('/rules/holdForSome/propose', { versionId: id, change: 'retire' })
    expect((await senior.post('/rules/holdForSome/retire', { versionId: id })).status).toBe(200)
  })

  test('a rule in shadow changes no decision', async () => {
    const effect = { kind: 'outcome', outcome: 'block' }
    const { id } = await writeRule(author, 'triedInShadow', { effect })
    expect((await author.post('/rules/triedInShadow/shadow', { versionId: id })).status).toBe(200)
    const decision = await decisionBy((await newestRuleSet(service)).version)
    expect(decision.outcome).not.toBe('block')
    expect((await author.post('/rules/triedInShadow/retire', { versionId: id })).status).toBe(200)
  })

  test('a change by whatever process is heard', async () => {
    await suppressBySql('bySomebodyElse')
    await until(() => suppressed().includes('bySomebodyElse'))
  })

  test('a change while the connection was down is seen when it is back', async () => {
    await service.prisma.$executeRaw`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND query LIKE 'LISTEN%'`
    await suppressBySql('whileItWasDown')
    await until(() => suppressed().includes('whileItWasDown'))
  })

  test('rules that cannot run leave in force what was, and keep a new process from starting', async () => {
    const before = service.deps.engines.current().ruleSet.version
    const good = await newestRuleSet(service)
    const [rule] = service.deps.engines.current().ruleSet.rules
    if (rule === undefined) throw new Error('no rule is in force')
    const { reads: _reads, holds: _holds, ...broken } = { ...rule, condition: 'noSuchFeature > 1.0' }
    await service.prisma.$executeRaw`
      INSERT INTO rule_sets (number, version, prior, rules, created_at)
      VALUES (${good.number + 1}, 'broken', 0, ${JSON.stringify([broken])}::jsonb, now())`
    await service.deps.engines.reload()
    expect(service.deps.engines.current().ruleSet.version).toBe(before)
    await expect(startApi(readConfig(service.environment), createLog('silent', 'test'))).rejects.toThrow(
      'Unknown variable: noSuchFeature',
    )
  })
})
