/** Cases as an analyst works on them, over HTTP, for the tests of cases. */

import { randomBytes } from 'node:crypto'
import {
  type CasePage,
  casePage,
  caseSessions as sessionList,
  caseTimeline as timeline,
} from '../../../server/contract/cases.ts'
import type { SessionId } from '../../../server/domain/ids.ts'
import type { Outcome } from '../../../server/domain/sessions/decision.ts'
import type { Initiator } from '../../../server/domain/sessions/session.ts'
import { enrolPhone, requestSession, type TestPhone } from '../../support/people.ts'
import type { Service } from '../../support/startService.ts'
import type { ConsoleClient } from './consoleClient.ts'
import { decideByHand } from './decideByHand.ts'

/** A session of this person, decided. */
export async function decided(
  service: Service,
  phone: TestPhone,
  outcome: Outcome = 'block',
  initiator: Initiator = {},
): Promise<SessionId> {
  const { sessionId } = await requestSession(service, phone, { initiator })
  await decideByHand(service, sessionId, { outcome, score: 0.9 })
  return sessionId
}

/** Somebody else, with a session of their own. */
export async function somebodysSession(
  service: Service,
  outcome: Outcome = 'block',
  initiator: Initiator = {},
): Promise<{ phone: TestPhone; sessionId: SessionId }> {
  const phone = await enrolPhone(service)
  return { phone, sessionId: await decided(service, phone, outcome, initiator) }
}

/** An attacker whom no other test has. */
export function someAttacker(): Initiator {
  const [a = 0, b = 0, c = 0, d = 0] = randomBytes(4)
  // 2001:db8::/32 is nobody's; each attacker gets a /48 of it.
  const network = `2001:db8:${((a << 8) | b).toString(16)}`
  return { ip: `${network}::${((c << 8) | d).toString(16)}`, trackingId: randomBytes(8).toString('hex') }
}

export async function openOver(
  client: ConsoleClient,
  sessionIds: readonly string[],
  more: Record<string, unknown> = {},
): Promise<CasePage> {
  const answer = await client.post('/cases', { title: 'A case of this test', sessionIds, ...more })
  if (answer.status !== 201) throw new Error(`the case did not open: ${answer.text}`)
  return casePage.parse(answer.body)
}

export async function readCase(client: ConsoleClient, id: string): Promise<CasePage> {
  return casePage.parse((await client.get(`/cases/${id}`)).body)
}

export async function sessionsOf(client: ConsoleClient, id: string): Promise<string[]> {
  return sessionList.parse((await client.get(`/cases/${id}/sessions`)).body).items.map((one) => one.id)
}

export async function timelineOf(client: ConsoleClient, id: string) {
  return timeline.parse((await client.get(`/cases/${id}/timeline`)).body).items
}
