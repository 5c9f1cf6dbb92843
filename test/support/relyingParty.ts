/** A plain relying party over RP API v2, for tests that care for what happens, not for the wire. */
import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'

const started = z.object({ sessionID: z.uuid() })
const status = z.object({
  state: z.enum(['RUNNING', 'COMPLETE']),
  result: z.object({ endResult: z.string() }).optional(),
})
export type Status = z.infer<typeof status>

const RP = { relyingPartyUUID: '00000000-0000-0000-0000-000000000000', relyingPartyName: 'DEMO' }

export type AskBody = {
  kind: 'authentication' | 'signature'
  document: string
  riskContext?: Record<string, string>
}

/** @param eventTime milliseconds; test mode. */
export async function requestOverV2(
  url: string,
  { kind, document, riskContext }: AskBody,
  eventTime?: number,
): Promise<string> {
  const response = await fetch(`${url}/smart-id-rp/v2/${kind}/document/${document}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...timeHeader(eventTime) },
    body: JSON.stringify({
      ...RP,
      certificateLevel: 'QUALIFIED',
      hash: createHash('sha256').update(randomBytes(16)).digest('base64'),
      hashType: 'SHA256',
      allowedInteractionsOrder: [{ type: 'displayTextAndPIN', displayText60: 'A request of a test' }],
      ...(riskContext !== undefined && { riskContext }),
    }),
  })
  if (!response.ok) throw new Error(`the RP API answered ${response.status}: ${await response.text()}`)
  return started.parse(await response.json()).sessionID
}

export async function statusOverV2(
  url: string,
  sessionId: string,
  eventTime?: number,
  timeoutMs = 1_000,
): Promise<Status> {
  const response = await fetch(`${url}/smart-id-rp/v2/session/${sessionId}?timeoutMs=${timeoutMs}`, {
    headers: timeHeader(eventTime),
  })
  if (!response.ok) throw new Error(`the RP API answered ${response.status}: ${await response.text()}`)
  return status.parse(await response.json())
}

function timeHeader(eventTime: number | undefined): Record<string, string> {
  return eventTime === undefined ? {} : { 'countersign-event-time': String(eventTime) }
}
