/** The secrets of a device-link session that come back to the relying party by its callback (RP API v3). */
import { createHash } from 'node:crypto'

/** b64url(SHA-256(verifier)): the verifier is base64url text and is hashed as text. */
export function userChallengeOf(userChallengeVerifier: string): string {
  return createHash('sha256').update(userChallengeVerifier, 'ascii').digest('base64url')
}

/** b64url(SHA-256(secret)). */
export function sessionSecretDigestOf(sessionSecret: Uint8Array): string {
  return createHash('sha256').update(sessionSecret).digest('base64url')
}

export type CallbackInput = {
  initialCallbackUrl: string
  sessionSecret: Uint8Array
  /** Authentication alone has one. */
  userChallengeVerifier: string | null
}

/** Where the browser or app goes on: the relying party's address, as it was sent, with our parameters. */
export function callbackUrl({
  initialCallbackUrl,
  sessionSecret,
  userChallengeVerifier,
}: CallbackInput): string {
  const separator = initialCallbackUrl.includes('?') ? '&' : '?'
  const url = `${initialCallbackUrl}${separator}sessionSecretDigest=${sessionSecretDigestOf(sessionSecret)}`
  return userChallengeVerifier === null ? url : `${url}&userChallengeVerifier=${userChallengeVerifier}`
}
