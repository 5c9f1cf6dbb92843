/**
 * Freshness tokens name a version of a key without telling it: they order confirmations when several
 * requests wait on one phone, and keep two racing ones from looking like a copied phone.
 */
import { createHmac } from 'node:crypto'
import type { Freshness } from './keyProtocol.ts'

/** `transportKey` keys the MAC: phone and server share it, nobody else can make a token. */
type KeyAtVersion = { keyId: string; version: number; transportKey: Uint8Array }

export function freshnessToken({ keyId, version, transportKey }: KeyAtVersion): string {
  return createHmac('sha256', transportKey).update(`freshness|${keyId}|${version}`).digest('base64url')
}

/** The token is no secret of the phone's, so an ordinary comparison does. */
export function freshnessOf(token: string, key: KeyAtVersion): Freshness {
  if (token === freshnessToken(key)) return 'current'
  if (token === freshnessToken({ ...key, version: key.version - 1 })) return 'previous'
  return 'unknown'
}
