/** The console's live stream, read as a browser reads it. */
import type { Service } from '../../support/startService.ts'
import type { ConsoleClient } from './consoleClient.ts'

export type LiveEvent = { event: string; data: unknown; id: string | null }

/** Reads server-sent events one by one. */
export async function* readEvents(response: Response): AsyncGenerator<LiveEvent> {
  if (response.body === null) throw new Error('the stream has no body')
  let text = ''
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    text += chunk
    const blocks = text.split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1]
      yield {
        event: field('event') ?? '',
        data: JSON.parse(field('data') ?? 'null'),
        id: field('id') ?? null,
      }
    }
  }
}

export type LiveStream = {
  /** The next event that `is` finds; the stream is read no further than that. */
  until(is: (event: LiveEvent) => boolean): Promise<LiveEvent>
  close(): void
}

export async function openStream(
  service: Service,
  client: ConsoleClient,
  lastEventId?: string,
): Promise<LiveStream> {
  const abort = new AbortController()
  const response = await fetch(`${service.url}/console-api/events`, {
    headers: { cookie: client.cookie, ...(lastEventId !== undefined && { 'last-event-id': lastEventId }) },
    signal: abort.signal,
  })
  const events = readEvents(response)
  return {
    async until(is) {
      while (true) {
        const next = await events.next()
        if (next.done === true) throw new Error('the stream has ended')
        if (is(next.value)) return next.value
      }
    },
    close: () => abort.abort(),
  }
}
