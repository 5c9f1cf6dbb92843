/** One way to ask the console API: JSON, the cookie, and the header that only our own pages send. */
import { HttpError } from 'react-admin'
import { z } from 'zod'
import { type Conflict, conflict, problem } from '../../../server/contract/problem.ts'

const API = '/console-api'
type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

/**
 * @returns the answer, checked by the schema.
 * @throws HttpError with the API's own sentence, ZodError where the answer is not what the schema says.
 */
export async function callApi<Schema extends z.ZodType>(
  schema: Schema,
  path: string,
  options: {
    method?: Method
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
  return await answerOf(schema, response)
}

/** As `ask`, where the answer has nothing that is not known. @throws HttpError with the API's own sentence. */
export async function send(path: string, options: Parameters<typeof callApi>[2] = {}): Promise<void> {
  await callApi(z.unknown(), path, options)
}

/** Bytes as they are, with headers that say what they are. @throws as `ask` does. */
export async function sendBytes<Schema extends z.ZodType>(
  schema: Schema,
  path: string,
  { bytes, headers }: { bytes: Blob; headers: Record<string, string> },
): Promise<z.output<Schema>> {
  const response = await reach(path, {
    method: 'POST',
    credentials: 'same-origin',
    headers: {
      'X-Requested-With': 'countersign',
      'Content-Type': 'application/octet-stream',
      ...headers,
    },
    body: bytes,
  })
  return await answerOf(schema, response)
}

async function answerOf<Schema extends z.ZodType>(
  schema: Schema,
  response: Response,
): Promise<z.output<Schema>> {
  const answer: unknown = await response.json().catch(() => null)
  if (response.ok) return schema.parse(answer)
  const parsed = problem.safeParse(answer)
  const errors = parsed.success
    ? Object.fromEntries((parsed.data.fields ?? []).map(({ field, message }) => [field, message]))
    : {}
  throw new HttpError(parsed.success ? parsed.data.message : response.statusText, response.status, {
    errors,
    conflict: parsed.data?.conflict ?? null,
  })
}

export type Refusal = {
  message: string
  /** By field: what would be right. */
  fields: Record<string, string>
  /** Who was first, where two people changed the same; `by` null: the service itself. */
  conflict: Conflict | null
}

const refusalBody = z.object({
  errors: z.record(z.string(), z.string()).default({}),
  conflict: conflict.nullable().default(null),
})

/** What a refused request said, for pages that tell it in their own words. */
export function refusalOf(error: unknown): Refusal {
  const message = error instanceof Error ? error.message : String(error)
  const body = refusalBody.safeParse(error instanceof HttpError ? error.body : null)
  if (!body.success) return { message, fields: {}, conflict: null }
  return { message, fields: body.data.errors, conflict: body.data.conflict }
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
export const CASE_FILE_URL = (caseId: string, fileId: string) =>
  `${API}/cases/${encodeURIComponent(caseId)}/files/${encodeURIComponent(fileId)}`
export const EVENTS_URL = `${API}/events`
