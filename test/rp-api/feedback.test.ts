import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type SessionId, toId } from '../../server/domain/ids.ts'
import { addMs } from '../../server/domain/time.ts'
import { giveFeedback } from '../../server/flow/review/feedback.ts'
import { decideByHand } from '../console-api/support/decideByHand.ts'
import { enrolPhone, type TestPhone } from '../support/people.ts'
import { requestOverV2 } from '../support/relyingParty.ts'
import { type Service, startService } from '../support/startService.ts'

const DEMO = { relyingPartyUUID: '00000000-0000-0000-0000-000000000000', relyingPartyName: 'DEMO' }
const OTHER = { relyingPartyUUID: '5d0c6f1e-3b1f-4b52-9a55-1c62c0f0a003', relyingPartyName: 'Terviseleht' }
const DAY = 86_400_000

let service: Service
let phone: TestPhone

beforeAll(async () => {
  // Blocked sessions are seen at once, so that no test waits for the delay.
  service = await startService({ BLOCK_DELAY_MIN_MS: '0', BLOCK_DELAY_MAX_MS: '0' }, { workers: false })
  phone = await enrolPhone(service)
})
afterAll(() => service.close())

async function asked(): Promise<SessionId> {
  return toId<'session'>(
    await requestOverV2(service.url, { kind: 'authentication', document: phone.documentNumber }),
  )
}

async function ended(): Promise<SessionId> {
  const id = await asked()
  await decideByHand(service, id, { outcome: 'block', score: 0.99 })
  return id
}

async function tell(id: string, body: object, version = '/v2') {
  const response = await fetch(`${service.url}/smart-id-rp${version}/session/${id}/feedback`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const text = await response.text()
  return { status: response.status, body: text === '' ? null : JSON.parse(text) }
}

const labelsOf = (sessionId: string) => service.prisma.label.findMany({ where: { sessionId } })

describe('feedback of relying parties', () => {
  test('becomes a label of its own source, once, with an audit event', async () => {
    const id = await ended()
    const answers = await Promise.all([1, 2, 3].map(() => tell(id, { ...DEMO, fraud: true })))
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204])
    expect(await labelsOf(id)).toMatchObject([{ fraud: true, source: 'rpFeedback' }])
    const events = await service.prisma.auditEvent.findMany({ where: { objectId: id } })
    expect(events.map(({ action, actorKind }) => ({ action, actorKind }))).toEqual([
      { action: 'session.feedbackGiven', actorKind: 'relyingParty' },
    ])
  })

  test('told otherwise later replaces what was told', async () => {
    const id = await ended()
    await tell(id, { ...DEMO, fraud: true })
    expect((await tell(id, { ...DEMO, fraud: false })).status).toBe(204)
    expect(await labelsOf(id)).toMatchObject([{ fraud: false, source: 'rpFeedback' }])
  })

  test('finds its version where a client lost it from the address', async () => {
    const id = await ended()
    expect((await tell(id, { ...DEMO, fraud: true }, '')).status).toBe(204)
    expect(await labelsOf(id)).toHaveLength(1)
  })

  test('on a session that has not ended, is another’s, of the other version or unknown is 404 and leaves nothing', async () => {
    const open = await asked()
    const theirs = await ended()
    const answers = [
      await tell(open, { ...DEMO, fraud: true }),
      await tell(theirs, { ...OTHER, fraud: true }),
      await tell(theirs, { ...DEMO, fraud: true }, '/v3'),
      await tell(service.deps.random.id(), { ...DEMO, fraud: true }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404])
    expect([...(await labelsOf(open)), ...(await labelsOf(theirs))]).toEqual([])
    await decideByHand(service, open, { outcome: 'block', score: 0.99 })
  })

  test('looks like an unknown session’s while a block still hides behind its delay', async () => {
    const id = await ended()
    const session = await service.deps.sessions.find(id)
    const hidden = {
      ...service.deps,
      sessions: {
        find: async () =>
          session?.state === 'COMPLETE'
            ? { ...session, visibleAt: addMs(service.deps.clock.now(), DAY) }
            : null,
      },
    }
    const relyingPartyId = session?.relyingParty.id
    if (relyingPartyId === undefined) throw new Error('no such session')
    const told = {
      sessionId: id,
      relyingPartyId,
      apiVersion: 'v2',
      fraud: true,
      occurredAt: null,
      at: service.deps.clock.now(),
    } as const
    await expect(giveFeedback(hidden, told)).rejects.toMatchObject({ code: 'notFound' })
    expect(await labelsOf(id)).toEqual([])
  })

  test('from who is not the relying party it claims to be is 401', async () => {
    const id = await ended()
    expect((await tell(id, { ...DEMO, relyingPartyName: 'DEMO2', fraud: true })).status).toBe(401)
  })

  test.each([
    ['fraud', { fraud: 'yes' }],
    ['fraud', {}],
    ['occurredAt', { fraud: true, occurredAt: '2026-11-01' }],
    ['occurredAt', { fraud: true, occurredAt: new Date(Date.now() + DAY).toISOString() }],
    ['occurredAt', { fraud: true, occurredAt: '2020-01-01T00:00:00Z' }],
  ])('a wrong %s is refused by name: %j', async (field, wrong) => {
    const answer = await tell(await ended(), { ...DEMO, ...wrong })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ errors: [{ field }] })
  })
})
