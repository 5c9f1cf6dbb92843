/** One JSON request over HTTP, at an event time and from an address. */

export type SendInput = {
  method?: 'GET' | 'POST'
  /** Where the caller is, as a trusted proxy tells it. */
  from: string
  /** Event time, milliseconds since 1970. */
  at: number
  body?: unknown
  headers?: Record<string, string>
  signal?: AbortSignal
}

export type Answer = { status: number; body: unknown; headers: Headers }

export async function sendJson(
  url: string,
  { method = 'POST', from, at, body, headers, signal }: SendInput,
): Promise<Answer> {
  const answer = await fetch(url, {
    method,
    headers: {
      'x-forwarded-for': from,
      'countersign-event-time': String(Math.round(at)),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  })
  const text = await answer.text()
  return { status: answer.status, body: text === '' ? null : parse(text), headers: answer.headers }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
