/** A console without a browser: signs in, keeps the cookie, sends the header of our own pages. */
import type { Service } from '../../support/startService.ts'

export type Answer = { status: number; body: unknown; headers: Headers; text: string }
export type ConsoleClient = {
  cookie: string
  get(path: string): Promise<Answer>
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  patch(path: string, body: unknown): Promise<Answer>
  remove(path: string, body?: unknown): Promise<Answer>
}

export type Username = 'admin' | 'analyst' | 'senior' | 'author' | 'compliance' | 'registrar'

export async function call(service: Service, path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(`${service.url}/console-api${path}`, init)
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true
  return { status: response.status, body: isJson ? JSON.parse(text) : null, headers: response.headers, text }
}

export function consoleClient(service: Service, cookie: string): ConsoleClient {
  const own = { cookie, 'x-requested-with': 'countersign', 'content-type': 'application/json' }
  return {
    cookie,
    get: (path) => call(service, path, { headers: { cookie } }),
    post: (path, body = {}, headers = own) =>
      call(service, path, { method: 'POST', headers, body: JSON.stringify(body) }),
    patch: (path, body) => call(service, path, { method: 'PATCH', headers: own, body: JSON.stringify(body) }),
    remove: (path, body = {}) =>
      call(service, path, { method: 'DELETE', headers: own, body: JSON.stringify(body) }),
  }
}

export async function signInAs(service: Service, username: Username): Promise<ConsoleClient> {
  const answer = await consoleClient(service, '').post('/login', {
    username,
    password: service.consolePassword,
  })
  const cookie = answer.headers.get('set-cookie')?.split(';')[0]
  if (answer.status !== 200 || cookie === undefined)
    throw new Error(`cannot sign in as ${username}: ${answer.text}`)
  return consoleClient(service, cookie)
}
