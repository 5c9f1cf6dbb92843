/** The console API for those who work there: a registrar, an analyst, and the one who reads the figures. */
import { z } from 'zod'
import { DECIDERS, OUTCOMES, STAGES } from '../../../server/domain/sessions/decision.ts'
import { SESSION_STATES } from '../../../server/domain/sessions/session.ts'
import type { Person } from '../population/person.ts'
import { sendJson } from './sendJson.ts'

export type Credentials = { username: string; password: string }

const heldSchema = z.object({ items: z.array(z.object({ id: z.string() })) })
const featureSchema = z.union([
  z.object({ value: z.union([z.number(), z.boolean(), z.string()]) }),
  z.object({ missing: z.string() }),
])
const sessionSchema = z.object({
  id: z.string(),
  state: z.enum(SESSION_STATES),
  endResult: z.string().nullable(),
  decisions: z.array(
    z.object({
      stage: z.enum(STAGES),
      outcome: z.enum(OUTCOMES),
      decidedBy: z.enum(DECIDERS),
      score: z.number(),
      tookMs: z.number(),
      reasons: z.array(z.object({ code: z.string(), contribution: z.number() })),
      features: z.record(z.string(), featureSchema),
    }),
  ),
})
/** A session as the console shows it. */
export type SeenSession = z.infer<typeof sessionSchema>

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
      return z.object({ activationCode: z.string() }).parse(answer.body).activationCode
    },
    async heldSessions(): Promise<string[]> {
      const filter = encodeURIComponent(JSON.stringify({ states: ['HELD'] }))
      const answer = await call('GET', `/sessions?filter=${filter}&limit=200`)
      return heldSchema.parse(answer.body).items.map((item) => item.id)
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
      return sessionSchema.parse(answer.body)
    },
  }
}
