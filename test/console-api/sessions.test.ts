import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import {
  sessionList as page,
  type SessionItem,
  type SessionList,
  sessionPage,
} from '../../server/contract/sessions.ts'
import type { SessionId } from '../../server/domain/ids.ts'
import { enrolPhone, requestSession, type TestPhone } from '../support/people.ts'
import { type Service, startService } from '../support/startService.ts'
import { type ConsoleClient, signInAs, type Username } from './support/consoleClient.ts'
import { decideByHand } from './support/decideByHand.ts'

/** Addresses of the documentation ranges: nobody has them. */
const INITIATOR_IP = '203.0.113.77'
const TRACKING_ID = 'tracking-of-this-test'

describe('sessions in the console', () => {
  let service: Service
  let phone: TestPhone
  let analyst: ConsoleClient

  beforeAll(async () => {
    service = await startService({}, { workers: false })
    phone = await enrolPhone(service, { ip: '198.51.100.9' })
    analyst = await signInAs(service, 'analyst')
  })
  afterAll(() => service.close())

  async function session(outcome: 'allow' | 'warn' | 'hold' | 'block', score: number): Promise<SessionId> {
    const initiator = { ip: INITIATOR_IP, userAgent: 'Made-up Browser 1.0', trackingId: TRACKING_ID }
    const { sessionId } = await requestSession(service, phone, { initiator })
    await decideByHand(service, sessionId, { outcome, score })
    return sessionId
  }

  async function list(client: ConsoleClient, query: Record<string, string>): Promise<SessionList> {
    const answer = await client.get(`/sessions?${new URLSearchParams(query)}`)
    expect(answer.status).toBe(200)
    return page.parse(answer.body)
  }

  const flagged = JSON.stringify({ flagged: true })

  test('held ones come first, then the riskiest, and pages give each row once', async () => {
    const low = await session('warn', 0.6)
    const blocked = await session('block', 0.99)
    const firstHeld = await session('hold', 0.86)
    const secondHeld = await session('hold', 0.95)
    await session('allow', 0.01)

    const all = await list(analyst, { filter: flagged, limit: '200' })
    const order = all.items
      .map((item) => item.id)
      .filter((id) => [low, blocked, firstHeld, secondHeld].some((one) => one === id))
    // The first one held runs out first, although its score is the lower.
    expect(order).toEqual([firstHeld, secondHeld, blocked, low])

    const paged: string[] = []
    let cursor: string | null = null
    do {
      const next: SessionList = await list(analyst, {
        filter: flagged,
        limit: '1',
        ...(cursor === null ? {} : { cursor }),
      })
      paged.push(...next.items.map((item) => item.id))
      cursor = next.nextCursor
    } while (cursor !== null)
    expect(paged).toEqual(all.items.map((item) => item.id))
  })

  test('newest first where it is asked for', async () => {
    const older = await session('block', 0.99)
    const newer = await session('warn', 0.5)
    const { items } = await list(analyst, { filter: flagged, sort: 'newest', limit: '2' })
    expect(items.map((item) => item.id)).toEqual([newer, older])
  })

  test.each([
    ['states', { states: ['HELD'] }, (item: SessionItem) => item.state === 'HELD'],
    ['outcomes', { outcomes: ['block'] }, (item: SessionItem) => item.decision?.outcome === 'block'],
    ['decidedBy', { decidedBy: 'fallback' }, () => false],
    ['relyingPartyId', { relyingPartyId: '00000000-0000-4000-8000-00000000ffff' }, () => false],
    ['from', { from: '2100-01-01T00:00:00Z' }, () => false],
    ['to', { to: '2100-01-01T00:00:00Z' }, () => true],
  ])('the filter %s finds exactly what it says', async (_name, filter, matches) => {
    await session('hold', 0.9)
    await session('block', 0.99)
    const everything = await list(analyst, { limit: '200' })
    const found = await list(analyst, { filter: JSON.stringify(filter), limit: '200' })
    const expected = everything.items.filter(matches).map((item) => item.id)
    expect(found.items.map((item) => item.id)).toEqual(expected)
    expect(found.total).toBe(expected.length)
  })

  test.each([
    ['an unknown member', { filter: JSON.stringify({ colour: 'red' }) }, 'filter'],
    ['no JSON', { filter: '{' }, 'filter'],
    ['an unknown state', { filter: JSON.stringify({ states: ['ASLEEP'] }) }, 'filter.states.0'],
    ['a cursor of somebody else', { cursor: 'bm90IG91cnM' }, 'cursor'],
    ['too many rows', { limit: '1000' }, 'limit'],
  ])('%s is refused with its field named', async (_what, query, field) => {
    const answer = await analyst.get(`/sessions?${new URLSearchParams(query)}`)
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ fields: [{ field }] })
  })

  test('the page tells what happened, and neither who the person is nor any address', async () => {
    const id = await session('hold', 0.9)
    const answer = await analyst.get(`/sessions/${id}`)
    const shown = sessionPage.parse(answer.body)
    expect(shown).toMatchObject({
      id,
      state: 'HELD',
      relyingParty: 'DEMO',
      initiator: { known: true, userAgent: 'Made-up Browser 1.0', hasTrackingId: true },
      decisions: [
        { stage: 'delivery', outcome: 'hold', score: 0.9, features: { subjectRequests24h: { value: 3 } } },
      ],
      phones: [{ accountId: phone.accountId, state: 'active', device: { model: 'Pebble 7' } }],
    })
    expect(shown.holdUntil).not.toBeNull()
    const secrets = [
      phone.semanticsIdentifier,
      phone.documentNumber,
      phone.semanticsIdentifier.slice(6),
      'MARI-LIIS',
      INITIATOR_IP,
      TRACKING_ID,
      '198.51.100.9',
    ]
    const list = await analyst.get('/sessions?limit=200')
    for (const secret of secrets) {
      expect(answer.text).not.toContain(secret)
      expect(list.text).not.toContain(secret)
    }
  })

  test('addresses are shown on request only, and the log says to whom', async () => {
    const id = await session('hold', 0.9)
    const answer = await analyst.post(`/sessions/${id}/addresses`)
    expect(answer.body).toEqual({ initiatorIp: INITIATOR_IP, trackingId: TRACKING_ID, phoneIp: null })
    const events = await service.prisma.auditEvent.findMany({ where: { objectId: id } })
    expect(events).toMatchObject([{ action: 'session.addressesRead', actorKind: 'consoleUser' }])
    expect(JSON.stringify(events)).not.toContain(INITIATOR_IP)
  })

  test('release delivers, once: the phone has the request and the second analyst is told', async () => {
    const id = await session('hold', 0.9)
    expect((await phone.requests()).map((request) => request.sessionId)).not.toContain(id)
    const answers = await Promise.all([
      analyst.post(`/sessions/${id}/review`, { action: 'release', comment: 'knows the caller' }),
      analyst.post(`/sessions/${id}/review`, { action: 'release' }),
    ])
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409])
    expect((await phone.requests()).map((request) => request.sessionId)).toContain(id)
    const events = await service.prisma.auditEvent.findMany({ where: { objectId: id } })
    expect(events).toMatchObject([{ action: 'session.reviewed', details: { action: 'release' } }])
    const shown = sessionPage.parse((await analyst.get(`/sessions/${id}`)).body)
    expect(shown).toMatchObject({
      state: 'DELIVERED',
      holdUntil: null,
      review: { action: 'release', by: 'Analyst' },
    })
  })

  test('block ends the session, and the phone never hears of it', async () => {
    const id = await session('hold', 0.9)
    expect((await analyst.post(`/sessions/${id}/review`, { action: 'block' })).status).toBe(200)
    expect((await phone.requests()).map((request) => request.sessionId)).not.toContain(id)
    const shown = sessionPage.parse((await analyst.get(`/sessions/${id}`)).body)
    expect(shown).toMatchObject({
      state: 'BLOCKED',
      endResult: 'DOCUMENT_UNUSABLE',
      review: { action: 'block' },
    })
    expect((await analyst.post(`/sessions/${id}/review`, { action: 'release' })).status).toBe(409)
  })

  test('what was never held cannot be reviewed', async () => {
    const id = await session('block', 0.99)
    expect((await analyst.post(`/sessions/${id}/review`, { action: 'release' })).status).toBe(409)
  })

  const ROUTES = [
    ['GET', '/sessions'],
    ['GET', '/counts'],
    ['POST', '/sessions/00000000-0000-7000-8000-000000000000/addresses'],
    ['POST', '/sessions/00000000-0000-7000-8000-000000000000/review'],
    ['GET', '/exports'],
    ['POST', '/exports'],
    ['POST', '/proofings'],
    ['GET', '/rules'],
    ['POST', '/rules'],
    ['POST', '/rules/someRule/publish'],
    ['POST', '/suppressions'],
    ['GET', '/lists'],
    ['POST', '/lists'],
  ] as const
  /** 403, or something else: who may gets further, to an answer or to another mistake. */
  const FORBIDDEN: Record<Username, readonly number[]> = {
    analyst: [5, 6, 8, 9, 10],
    senior: [6, 8],
    author: [2, 3, 5, 6, 10, 12],
    compliance: [2, 3, 6, 8, 9, 10, 12],
    admin: [2, 3, 5, 6, 8, 9, 10, 11, 12],
    registrar: [0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12],
  }

  test.each(Object.keys(FORBIDDEN))(
    'the server itself refuses what the role of %s may not do',
    async (name) => {
      const username = z.enum(['analyst', 'senior', 'author', 'compliance', 'admin', 'registrar']).parse(name)
      const client = await signInAs(service, username)
      const refused: number[] = []
      for (const [index, [method, path]] of ROUTES.entries()) {
        const answer = method === 'GET' ? await client.get(path) : await client.post(path)
        if (answer.status === 403) refused.push(index)
      }
      expect(refused).toEqual(FORBIDDEN[username])
    },
  )

  test('nothing is answered to who is not signed in', async () => {
    for (const path of ['/sessions', '/counts', '/events', '/exports', '/me']) {
      const response = await fetch(`${service.url}/console-api${path}`)
      expect(response.status).toBe(401)
      await response.body?.cancel()
    }
  })
})
