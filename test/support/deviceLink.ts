/** A device link as a relying party makes it, by the formula of the RP API alone (v3, authentication). */
import { createHmac } from 'node:crypto'
import type { Received } from '../../server/flow/request/receive.ts'

export const RP_CHALLENGE = Buffer.alloc(64, 7).toString('base64')
const INTERACTIONS = Buffer.from(
  '[{"type":"displayTextAndPIN","displayText60":"Log in to the demo"}]',
).toString('base64')

export type LinkOptions = {
  type: 'QR' | 'Web2App' | 'App2App'
  elapsedSeconds?: number
  callback?: string
  /** Base64; another than the session's makes a forged link. */
  secret?: string
}

export function deviceLinkOf(
  received: Received,
  { type, elapsedSeconds = 0, callback = '', secret }: LinkOptions,
): string {
  if (received.deviceLink === null) throw new Error('the session has no device link')
  const { deviceLinkBase, sessionToken, sessionSecret } = received.deviceLink
  const elapsed = type === 'QR' ? `&elapsedSeconds=${elapsedSeconds}` : ''
  const token = `&sessionToken=${sessionToken}&sessionType=auth&version=1.0&lang=eng`
  const link = `${deviceLinkBase}?deviceLinkType=${type}${elapsed}${token}`
  const name = Buffer.from('DEMO').toString('base64')
  const signed = `${RP_CHALLENGE}|${name}||${INTERACTIONS}|${type === 'QR' ? '' : callback}`
  const key = Buffer.from(secret ?? sessionSecret, 'base64')
  const authCode = createHmac('sha256', key)
    .update(`smart-id-demo|ACSP_V2|${signed}|${link}`)
    .digest('base64url')
  return `${link}&authCode=${authCode}`
}
