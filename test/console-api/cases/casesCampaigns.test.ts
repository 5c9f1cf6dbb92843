import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import {
  othersAdded as added,
  campaignDecision,
  linkGraph as graph,
  whoElse,
} from '../../../server/contract/campaigns.ts'
import { casePage } from '../../../server/contract/cases.ts'
import { enrolPhone, type TestPhone } from '../../support/people.ts'
import { type Service, startService } from '../../support/startService.ts'
import {
  decided,
  openOver,
  readCase,
  sessionsOf,
  someAttacker,
  somebodysSession,
  timelineOf,
} from '../support/caseWork.ts'
import { type ConsoleClient, signInAs } from '../support/consoleClient.ts'

describe('campaigns', () => {
  let service: Service
  let phone: TestPhone
  let analyst: ConsoleClient
  let senior: ConsoleClient

  beforeAll(async () => {
    service = await startService({ AUTOMATIC_CASES: 'off' }, { workers: false })
    phone = await enrolPhone(service)
    analyst = await signInAs(service, 'analyst')
    senior = await signInAs(service, 'senior')
  })
  afterAll(() => service.close())

  const requestSession = async (id: string, ties: object = {}) =>
    whoElse.parse((await analyst.post(`/cases/${id}/who-else`, ties)).body)

  describe('who else', () => {
    test('finds those who met the same attacker in 30 days, and says by what', async () => {
      const attacker = someAttacker()
      const elsewhere = someAttacker()
      const made = await openOver(analyst, [await decided(service, phone, 'block', attacker)])
      const sameAddress = await somebodysSession(service, 'warn', { ip: attacker.ip ?? '' })
      const sameTracking = await somebodysSession(service, 'allow', {
        ip: elsewhere.ip ?? '',
        trackingId: attacker.trackingId ?? '',
      })
      const stranger = await somebodysSession(service, 'block', someAttacker())
      const old = await somebodysSession(service, 'block', attacker)
      await service.prisma.session.update({
        where: { id: old.sessionId },
        data: { occurredAt: new Date(Date.now() - 31 * 86_400_000) },
      })

      const found = await requestSession(made.id)
      expect(found.others.map(({ sessionId, shares }) => ({ sessionId, shares }))).toEqual([
        { sessionId: sameTracking.sessionId, shares: ['tracking'] },
        { sessionId: sameAddress.sessionId, shares: ['address', 'network'] },
      ])
      expect(found.people).toBe(2)
      expect(found.others.map((one) => one.sessionId)).not.toContain(stranger.sessionId)
      const byKind = new Map(found.artefacts.map((one) => [one.kind, one]))
      expect(byKind.get('address')).toMatchObject({ own: 1, sessions: 1, people: 1, ties: true })
      expect(byKind.get('tracking')).toMatchObject({ own: 1, sessions: 1, people: 1, ties: true })
      // Everybody's bank is theirs too: it is counted, and ties only where it is asked for.
      expect(byKind.get('relyingParty')).toMatchObject({ label: 'DEMO', ties: false })
      expect(byKind.get('text')).toMatchObject({ label: 'Log in to the demo', ties: false })
      const byText = await requestSession(made.id, { kinds: ['text'] })
      expect(byText.others.map((one) => one.sessionId)).toContain(stranger.sessionId)
    })

    test('shows digests and never an address or tracking id', async () => {
      const attacker = someAttacker()
      const made = await openOver(analyst, [await decided(service, phone, 'block', attacker)])
      const answer = await analyst.post(`/cases/${made.id}/who-else`)
      const picture = await analyst.get(`/cases/${made.id}/graph`)
      for (const secret of [
        attacker.ip,
        attacker.trackingId,
        phone.semanticsIdentifier,
        phone.documentNumber,
      ]) {
        expect(answer.text).not.toContain(secret)
        expect(picture.text).not.toContain(secret)
      }
    })

    test('takes them into the case in one step, which is a campaign then; those of other cases stay', async () => {
      const attacker = someAttacker()
      const made = await openOver(analyst, [await decided(service, phone, 'block', attacker)])
      const free = await somebodysSession(service, 'block', attacker)
      const taken = await somebodysSession(service, 'block', attacker)
      const theirs = await openOver(senior, [taken.sessionId])
      const answer = await analyst.post(`/cases/${made.id}/who-else/add`, { version: made.version })
      expect(added.parse(answer.body)).toMatchObject({
        kind: 'campaign',
        added: [free.sessionId],
        elsewhere: [{ sessionId: taken.sessionId, caseId: theirs.id }],
      })
      const after = await readCase(analyst, made.id)
      expect(after).toMatchObject({ kind: 'campaign', sessions: 2, people: 2 })
      expect(await sessionsOf(analyst, theirs.id)).toEqual([taken.sessionId])
      const kinds = (await timelineOf(analyst, made.id)).map((event) => event.kind)
      expect(kinds.toSorted()).toEqual(['becameCampaign', 'opened', 'sessionsAdded'])
    })

    test('an artefact that the case does not have is refused by name', async () => {
      const made = await openOver(analyst, [await decided(service, phone)])
      const artefacts = [{ kind: 'address', key: 'somebodyElses' }]
      const answer = await analyst.post(`/cases/${made.id}/who-else`, { artefacts })
      expect(answer.status).toBe(400)
      expect(answer.body).toMatchObject({ fields: [{ field: 'artefacts.0' }] })
    })
  })

  describe('the link graph', () => {
    test('joins persons, phones, addresses and relying parties with how often they met', async () => {
      const attacker = someAttacker()
      const victim = await somebodysSession(service, 'hold', attacker)
      const again = await decided(service, victim.phone, 'block', attacker)
      const other = await somebodysSession(service, 'block', attacker)
      const made = await openOver(analyst, [victim.sessionId, again, other.sessionId])
      const read = async (query: Record<string, string> = {}) =>
        graph.parse((await analyst.get(`/cases/${made.id}/graph?${new URLSearchParams(query)}`)).body)
      const whole = await read()
      expect(whole.sessions).toBe(3)
      const address = whole.nodes.find((node) => node.kind === 'address')
      expect(address).toMatchObject({ sessions: 3, held: 1 })
      const persons = whole.nodes.filter((node) => node.kind === 'person')
      expect(persons.map((node) => node.sessions).toSorted()).toEqual([1, 2])
      const toPersons = whole.edges.filter((edge) => edge.from === address?.id)
      expect(toPersons.map((edge) => edge.sessions).toSorted()).toEqual([1, 2])

      const [one] = persons
      const isolated = await read({ isolate: one?.id ?? '' })
      expect(isolated.nodes.filter((node) => node.kind === 'person').map((node) => node.id)).toEqual([
        one?.id,
      ])
      const hidden = await read({ hide: JSON.stringify([address?.id]) })
      expect(hidden.nodes.map((node) => node.id)).not.toContain(address?.id)
      expect(hidden.edges.some((edge) => edge.from === address?.id || edge.to === address?.id)).toBe(false)
    })

    test('around the case it shows those who are not in it', async () => {
      const attacker = someAttacker()
      const made = await openOver(analyst, [await decided(service, phone, 'block', attacker)])
      await somebodysSession(service, 'block', attacker)
      const persons = async (query: string) =>
        graph
          .parse((await analyst.get(`/cases/${made.id}/graph${query}`)).body)
          .nodes.filter((node) => node.kind === 'person').length
      expect(await persons('')).toBe(1)
      expect(await persons('?around=true')).toBe(2)
    })
  })

  describe('one decision for all victims', () => {
    test('ends every hold of the campaign by itself and tells what became of each', async () => {
      const attacker = someAttacker()
      const first = await somebodysSession(service, 'hold', attacker)
      const second = await somebodysSession(service, 'hold', attacker)
      const past = await somebodysSession(service, 'block', attacker)
      const made = await openOver(analyst, [first.sessionId, second.sessionId, past.sessionId])
      expect((await analyst.post(`/cases/${made.id}/decide`, { action: 'block' })).status).toBe(403)
      const answer = await senior.post(`/cases/${made.id}/decide`, { action: 'block', comment: 'One caller' })
      const done = campaignDecision.parse(answer.body)
      expect(done.notHeld).toBe(1)
      expect(new Set(done.results.map((one) => one.sessionId))).toEqual(
        new Set([first.sessionId, second.sessionId]),
      )
      for (const { phone: victim, sessionId } of [first, second]) {
        const session = await service.prisma.session.findUniqueOrThrow({ where: { id: sessionId } })
        expect(session.state).toBe('BLOCKED')
        expect((await victim.requests()).map((request) => request.sessionId)).not.toContain(sessionId)
      }
      expect(await timelineOf(analyst, made.id)).toMatchObject([{ kind: 'decided', text: 'One caller' }, {}])
    })

    test('two seniors at once decide each hold once', async () => {
      const victim = await somebodysSession(service, 'hold', someAttacker())
      const made = await openOver(analyst, [victim.sessionId])
      await Promise.all([
        senior.post(`/cases/${made.id}/decide`, { action: 'block' }),
        senior.post(`/cases/${made.id}/decide`, { action: 'release' }),
      ])
      const reviews = await service.prisma.review.findMany({ where: { sessionId: victim.sessionId } })
      expect(reviews).toHaveLength(1)
      const events = await service.prisma.auditEvent.findMany({
        where: { objectId: victim.sessionId, action: 'session.reviewed' },
      })
      expect(events).toHaveLength(1)
    })
  })

  describe('merging and splitting', () => {
    async function two() {
      const one = await openOver(analyst, [await decided(service, phone)], { severity: 'low' })
      const other = await openOver(analyst, [await decided(service, phone)], { severity: 'high' })
      await analyst.post(`/cases/${other.id}/notes`, { text: 'What the bank said' })
      await analyst.post(`/cases/${other.id}/tags`, { tag: 'courier' })
      return { one, other }
    }
    const mergeInto = (one: { id: string; version: number }, other: { id: string; version: number }) =>
      analyst.post(`/cases/${one.id}/merge`, {
        version: one.version,
        other: { id: other.id, version: other.version },
      })

    test('a merge takes sessions, notes and tags along, and the merged case points at the survivor', async () => {
      const { one, other } = await two()
      const sessions = [...(await sessionsOf(analyst, one.id)), ...(await sessionsOf(analyst, other.id))]
      const survivor = casePage.parse((await mergeInto(one, other)).body)
      expect(survivor).toMatchObject({ id: one.id, sessions: 2, tags: ['courier'], severity: 'high' })
      expect((await sessionsOf(analyst, one.id)).toSorted()).toEqual(sessions.toSorted())
      const notes = await analyst.get(`/cases/${one.id}/notes`)
      expect(notes.body).toMatchObject({ items: [{ text: 'What the bank said' }] })
      expect(await readCase(analyst, other.id)).toMatchObject({
        state: 'merged',
        mergedInto: one.id,
        sessions: 0,
      })
      const kinds = (await timelineOf(analyst, one.id)).map((event) => event.kind)
      expect(kinds.toSorted()).toEqual(['absorbed', 'mergedInto', 'noted', 'opened', 'opened', 'tagged'])
    })

    test('is undone: what came from the merged case goes back to it', async () => {
      const { one, other } = await two()
      const before = await sessionsOf(analyst, other.id)
      await mergeInto(one, other)
      const merged = await readCase(analyst, other.id)
      const back = await analyst.post(`/cases/${other.id}/unmerge`, { version: merged.version })
      expect(casePage.parse(back.body)).toMatchObject({ state: 'open', mergedInto: null, sessions: 1 })
      expect(await sessionsOf(analyst, other.id)).toEqual(before)
      expect(await readCase(analyst, one.id)).toMatchObject({ sessions: 1 })
      const notes = await analyst.get(`/cases/${other.id}/notes`)
      expect(notes.body).toMatchObject({ items: [{ text: 'What the bank said' }] })
    })

    test('two merges the other way round at once: one wins, no session is lost', async () => {
      const { one, other } = await two()
      const sessions = [...(await sessionsOf(analyst, one.id)), ...(await sessionsOf(analyst, other.id))]
      const [there, back] = await Promise.all([mergeInto(one, other), mergeInto(other, one)])
      expect([there.status, back.status].toSorted()).toEqual([200, 409])
      const survivor = there.status === 200 ? one : other
      expect((await sessionsOf(analyst, survivor.id)).toSorted()).toEqual(sessions.toSorted())
    })

    test('a case is not merged into itself', async () => {
      const { one } = await two()
      const answer = await mergeInto(one, one)
      expect(answer.status).toBe(400)
      expect(answer.body).toMatchObject({ fields: [{ field: 'other.id' }] })
    })

    test('chosen sessions become a case of their own, and merging undoes it', async () => {
      const [stays, goes] = [await decided(service, phone), await decided(service, phone)]
      const made = await openOver(analyst, [stays, goes])
      const answer = await analyst.post(`/cases/${made.id}/split`, {
        version: made.version,
        sessionIds: [goes],
        title: 'Another caller',
      })
      const off = casePage.parse(answer.body)
      expect(answer.status).toBe(201)
      expect(await sessionsOf(analyst, off.id)).toEqual([goes])
      expect(await sessionsOf(analyst, made.id)).toEqual([stays])
      await mergeInto(await readCase(analyst, made.id), off)
      expect((await sessionsOf(analyst, made.id)).toSorted()).toEqual([stays, goes].toSorted())
    })

    test('a split leaves a session behind and takes only what is there; otherwise nothing changes', async () => {
      const [one, other] = [await decided(service, phone), await decided(service, phone)]
      const made = await openOver(analyst, [one])
      const split = (sessionIds: string[]) =>
        analyst.post(`/cases/${made.id}/split`, { version: made.version, sessionIds, title: 'All of it' })
      for (const sessionIds of [[one], [other], [one, other]]) {
        const answer = await split(sessionIds)
        expect(answer.status).toBe(400)
        expect(answer.body).toMatchObject({ fields: [{ field: 'sessionIds' }] })
      }
      expect(await readCase(analyst, made.id)).toMatchObject({ sessions: 1, version: made.version })
    })
  })
})
