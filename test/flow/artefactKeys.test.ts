import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { toId } from '../../server/domain/ids.ts'
import { actingPhone } from '../../server/flow/phone/actingPhone.ts'
import { gatherFacts } from '../../server/flow/request/gatherFacts.ts'
import { historyEventOf } from '../../server/risk/historyEvent.ts'
import { decideByHand } from '../console-api/support/decideByHand.ts'
import { enrolPhone, requestAndDeliver, requestSession, type TestPhone } from '../support/people.ts'
import { type Service, startService } from '../support/startService.ts'

describe('what an attacker leaves behind', () => {
  let service: Service
  let phone: TestPhone

  beforeAll(async () => {
    service = await startService({}, { workers: false })
    phone = await enrolPhone(service, { ip: '198.51.100.9' })
  })
  afterAll(() => service.close())

  const stored = (id: string) => service.prisma.session.findUniqueOrThrow({ where: { id } })

  test('is stored under the very names by which the history counts it', async () => {
    const initiator = { ip: '203.0.113.77', trackingId: 'somebody', userAgent: 'Made-up Browser 1.0' }
    const { sessionId } = await requestSession(service, phone, { initiator })
    await decideByHand(service, sessionId, { outcome: 'block', score: 0.9 })
    const session = await service.deps.sessions.find(sessionId)
    if (session === null) throw new Error('no such session')
    const event = historyEventOf('requested', await gatherFacts(service.deps, session, 'delivery', null))
    expect(await stored(sessionId)).toMatchObject({
      initiatorAddressKey: event.initiatorAddress,
      initiatorNetworkKey: event.initiatorNetwork,
      trackingKey: event.trackingKey,
      templateKey: event.templateKey,
      phoneNetworkKey: null,
    })
    expect(event.initiatorAddress).not.toBeNull()
    expect(event.templateKey).not.toBeNull()
  })

  test('the network of the phone is there once the phone has acted', async () => {
    const { sessionId } = await requestAndDeliver(service, phone)
    expect((await stored(sessionId)).phoneNetworkKey).toBeNull()
    await phone.call('POST', `/requests/${sessionId}/refuse`)
    const session = await service.deps.sessions.find(toId<'session'>(sessionId))
    if (session === null) throw new Error('no such session')
    const facts = await gatherFacts(
      service.deps,
      session,
      'delivery',
      await actingPhone(service.deps, session),
    )
    const event = historyEventOf('refused', facts)
    expect(event.phoneNetwork).not.toBeNull()
    expect((await stored(sessionId)).phoneNetworkKey).toBe(event.phoneNetwork)
  })

  test('what is not told is null, and nothing of it is stored in the clear', async () => {
    const { sessionId } = await requestSession(service, phone)
    await decideByHand(service, sessionId, { outcome: 'block', score: 0.9 })
    expect(await stored(sessionId)).toMatchObject({
      initiatorAddressKey: null,
      initiatorNetworkKey: null,
      trackingKey: null,
    })
    const told = await requestSession(service, phone, {
      initiator: { ip: '203.0.113.78', trackingId: 'somebody-else' },
    })
    await decideByHand(service, told.sessionId, { outcome: 'block', score: 0.9 })
    const row = JSON.stringify(await stored(told.sessionId), (_key, value) =>
      typeof value === 'bigint' ? String(value) : value,
    )
    expect(row).not.toContain('203.0.113.78')
    expect(row).not.toContain('somebody-else')
  })
})
