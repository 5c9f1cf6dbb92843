/** The console API for those who work there: a registrar, an analyst, and the one who reads the figures. */
import { z } from 'zod'
import { proofing } from '../../../server/contract/proofings.ts'
import { reason, sessionDecision, sessionList, sessionPage } from '../../../server/contract/sessions.ts'
import { OUTCOMES } from '../../../server/domain/sessions/decision.ts'
import type { Person } from '../population/person.ts'
import { sendJson } from './sendJson.ts'

export type Credentials = { username: string; password: string }

/** What a report reads of a session. */
const seenSession = sessionPage.pick({ id: true, state: true, endResult: true }).extend({
  decisions: z.array(
    sessionDecision.pick({ stage: true, decidedBy: true, score: true, tookMs: true, features: true }).extend({
      // Reports count by outcome: one that they do not know is an error.
      outcome: z.enum(OUTCOMES),
      reasons: z.array(reason.pick({ code: true, contribution: true })),
    }),
  ),
})
/** A session as the console shows it. */
export type SeenSession = z.output<typeof seenSession>

export type ConsoleClient = Awaited<ReturnType<typeof signIn>>

/** @throws Error where the service does not know the user. */
export async function signIn(baseUrl: string, credentials: Credentials) {
  const root = `${baseUrl}/console-api`
  const own = { from: '127.0.0.1', headers: { 'x-requested-with': 'countersign' } }
  const login = await sendJson(`${root}/login`, { ...own, at: Date.now(), body: credentials })
  if (login.status !== 200)
    throw new Error(`The console does not let ${credentials.username} in (${login.status})`)
  const cookie = login.headers
    .getSetCookie()
    .map((one) => one.split(';', 1)[0])
    .join('; ')

  async function call(method: 'GET' | 'POST', path: string, body?: unknown) {
    return await sendJson(`${root}${path}`, {
      ...own,
      method,
      at: Date.now(),
      headers: { ...own.headers, cookie },
      ...(body === undefined ? {} : { body }),
    })
  }
  return {
    /** @returns the activation code that opens one account. */
    async prove(person: Person, method: string, provedAt: number): Promise<string> {
      const { semanticsIdentifier, givenName, surname, email, language } = person
      const answer = await call('POST', '/proofings', {
        semanticsIdentifier,
        givenName,
        surname,
        email,
        language,
        level: 'QUALIFIED',
        method,
        provedAt: new Date(provedAt).toISOString(),
      })
      if (answer.status !== 201) throw new Error(`A proofing was refused (${answer.status})`)
      return proofing.parse(answer.body).activationCode
    },
    async heldSessions(): Promise<string[]> {
      const filter = encodeURIComponent(JSON.stringify({ states: ['HELD'] }))
      const answer = await call('GET', `/sessions?filter=${filter}&limit=200`)
      return sessionList.parse(answer.body).items.map((item) => item.id)
    },
    /** False where it is no longer held. */
    async review(sessionId: string, action: 'release' | 'block', comment: string): Promise<boolean> {
      const answer = await call('POST', `/sessions/${sessionId}/review`, { action, comment })
      if (answer.status !== 200 && answer.status !== 409)
        throw new Error(`A review was refused (${answer.status})`)
      return answer.status === 200
    },
    async readSession(sessionId: string): Promise<SeenSession> {
      const answer = await call('GET', `/sessions/${sessionId}`)
      if (answer.status !== 200) throw new Error(`A session cannot be read (${answer.status})`)
      return seenSession.parse(answer.body)
    },
  }
}
