/** One way to ask the console API: JSON, the cookie, and the header that only our own pages send. */
import { HttpError } from 'react-admin'
import { z } from 'zod'

const API = '/console-api'
const problem = z.object({
  code: z.string(),
  message: z.string(),
  fields: z.array(z.object({ field: z.string(), message: z.string() })).default([]),
})

/**
 * @returns the answer, checked by the schema.
 * @throws HttpError with the API's own sentence, ZodError where the answer is not what the schema says.
 */
export async function ask<Schema extends z.ZodType>(
  schema: Schema,
  path: string,
  options: {
    method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
    body?: unknown
    signal?: AbortSignal | undefined
    /** The page is going away, and the request must arrive all the same. */
    isLeaving?: boolean
  } = {},
): Promise<z.output<Schema>> {
  const { method = 'GET', body, signal, isLeaving = false } = options
  const response = await reach(path, {
    method,
    credentials: 'same-origin',
    keepalive: isLeaving,
    headers: {
      'X-Requested-With': 'countersign',
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  })
  const answer: unknown = await response.json().catch(() => null)
  if (response.ok) return schema.parse(answer)
  const told = problem.safeParse(answer)
  const errors = told.success
    ? Object.fromEntries(told.data.fields.map(({ field, message }) => [field, message]))
    : {}
  throw new HttpError(told.success ? told.data.message : response.statusText, response.status, { errors })
}

/** No answer at all is told in words; a request that the page itself gave up stays what it is. */
async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(`${API}${path}`, init)
  } catch (error) {
    if (init.signal?.aborted === true) throw error
    throw new HttpError('The server cannot be reached. Is the network there?', 0)
  }
}

export const EXPORT_FILE_URL = (id: string) => `${API}/exports/${encodeURIComponent(id)}/file`
export const EVENTS_URL = `${API}/events`
