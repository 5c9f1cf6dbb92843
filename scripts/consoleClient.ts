/** A small client of the console API, for the quick start, the simulator's analyst and tests. */
import { proofing } from '../server/contract/proofings.ts'

const COOKIE = 'countersign_console'

export type PersonToProve = {
  semanticsIdentifier: string
  givenName: string
  surname: string
  email?: string
  language?: string
  level: 'ADVANCED' | 'QUALIFIED'
  method: string
}

export class ConsoleRefused extends Error {
  readonly status: number
  constructor(status: number, text: string) {
    super(`the console API answered ${status}: ${text}`)
    this.status = status
  }
}

export class ConsoleClient {
  readonly #baseUrl: string
  readonly #cookie: string

  private constructor(baseUrl: string, cookie: string) {
    this.#baseUrl = baseUrl
    this.#cookie = cookie
  }

  /** @throws ConsoleRefused where name and password do not fit. */
  static async signIn(baseUrl: string, username: string, password: string): Promise<ConsoleClient> {
    const response = await fetch(`${baseUrl}/console-api/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-requested-with': 'countersign' },
      body: JSON.stringify({ username, password }),
    })
    if (!response.ok) throw new ConsoleRefused(response.status, await response.text())
    const cookie = response.headers.getSetCookie().find((one) => one.startsWith(`${COOKIE}=`))
    if (cookie === undefined) throw new ConsoleRefused(response.status, 'no cookie was set')
    return new ConsoleClient(baseUrl, cookie.split(';')[0] ?? '')
  }

  /** @param eventTime milliseconds; test mode only. */
  async request(method: 'GET' | 'POST', path: string, body?: object, eventTime?: number): Promise<unknown> {
    const response = await fetch(`${this.#baseUrl}/console-api${path}`, {
      method,
      headers: {
        cookie: this.#cookie,
        'x-requested-with': 'countersign',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(eventTime !== undefined && { 'countersign-event-time': String(eventTime) }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new ConsoleRefused(response.status, text)
    return text === '' ? null : JSON.parse(text)
  }

  /** The answer as it comes, for streams. @throws ConsoleRefused */
  async open(path: string, signal: AbortSignal): Promise<Response> {
    const response = await fetch(`${this.#baseUrl}/console-api${path}`, {
      headers: { cookie: this.#cookie },
      signal,
    })
    if (!response.ok) throw new ConsoleRefused(response.status, await response.text())
    return response
  }

  /** Records the proofing of a person; the code opens one account. */
  async orderActivation(person: PersonToProve, eventTime?: number): Promise<{ activationCode: string }> {
    return proofing.parse(await this.request('POST', '/proofings', person, eventTime))
  }

  /** False where somebody else decided first, or the hold ran out. */
  async review(sessionId: string, action: 'release' | 'block', comment: string): Promise<boolean> {
    try {
      await this.request('POST', `/sessions/${sessionId}/review`, { action, comment })
      return true
    } catch (error) {
      if (error instanceof ConsoleRefused && error.status === 409) return false
      throw error
    }
  }
}
