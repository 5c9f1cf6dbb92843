/** The device API over HTTP. `fetch` is passed in, so that tests and the simulator can name an address. */
import { z } from 'zod'
import type { DeviceApi, PublicJwk } from '../../server/domain/accounts/deviceApi.ts'
import { NoAnswerError } from './phoneError.ts'

export type HttpDeviceApiOptions = {
  /** E.g. `https://localhost:8443/device-api/v1`, without a slash at the end. */
  baseUrl: string
  /** Null until enrolled. */
  accessToken: () => Promise<string | null>
  fetch?: typeof globalThis.fetch
  /** More headers for each call. */
  headers?: () => Record<string, string>
}

/** An answer that refuses; `code` is the server's. */
export class DeviceApiError extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

const jwkSchema = z.object({ kty: z.string(), crv: z.string(), x: z.string(), y: z.string() })
const sealedSchema = z.object({ sealed: z.string() })
const serverKeySchema = z.object({ jwk: jwkSchema, kid: z.string() })
const startedSchema = z.object({
  enrolmentId: z.string(),
  serverEcdhPublicKey: jwkSchema,
  handshake: z.string(),
  sealed: z.string(),
})
const errorSchema = z.object({ code: z.string(), message: z.string() })

export function createHttpDeviceApi(options: HttpDeviceApiOptions): DeviceApi {
  const call = (method: string, path: string, body?: unknown) => callDeviceApi(options, method, path, body)
  return {
    async serverKey(): Promise<{ jwk: PublicJwk; kid: string }> {
      return serverKeySchema.parse(await call('GET', '/server-key'))
    },
    async startEnrolment(body) {
      return startedSchema.parse(await call('POST', '/enrolments', body))
    },
    async finishEnrolment(enrolmentId, sealed) {
      return sealedSchema.parse(
        await call('POST', `/enrolments/${encodeURIComponent(enrolmentId)}/finish`, { sealed }),
      )
    },
    async confirm(sessionId, body) {
      return sealedSchema.parse(
        await call('POST', `/requests/${encodeURIComponent(sessionId)}/confirm`, body),
      )
    },
  }
}

/**
 * Any call of the device API. Gives the parsed JSON, or null for an empty answer.
 * @throws NoAnswerError where none came, DeviceApiError where the server refused.
 */
export async function callDeviceApi(
  options: HttpDeviceApiOptions,
  method: string,
  path: string,
  body?: unknown,
): Promise<unknown> {
  const token = await options.accessToken()
  const headers = {
    ...options.headers?.(),
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  }
  const send = options.fetch ?? globalThis.fetch
  const init: RequestInit = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
  let answer: Response
  let text: string
  try {
    answer = await send(`${options.baseUrl}${path}`, init)
    text = await answer.text()
  } catch (cause) {
    throw new NoAnswerError(cause)
  }
  if (answer.ok) return text === '' ? null : JSON.parse(text)
  // A gateway or a server that lost its database may have done the work or not.
  if (answer.status >= 500) throw new NoAnswerError(answer.status)
  const problem = errorSchema.safeParse(parseJson(text))
  const { code, message } = problem.success
    ? problem.data
    : { code: 'unknown', message: 'The server refused' }
  throw new DeviceApiError(answer.status, code, message)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
