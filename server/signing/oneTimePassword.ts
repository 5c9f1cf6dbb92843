/**
 * One-time passwords between phone and server: each confirmation spends one and its answer brings the
 * next, so that two copies of a phone fall out of step. The server keeps SHA-256 hashes alone.
 */
import { createHash } from 'node:crypto'
import type { RandomBytes } from '../domain/random.ts'

/** 32 random bytes, base64url. */
export function newOneTimePassword(random: RandomBytes): string {
  return Buffer.from(random(32)).toString('base64url')
}

/** SHA-256 of the text, for one-time passwords and retransmission nonces. Their entropy makes a salt needless. */
export function secretHash(secret: string): Uint8Array {
  return Uint8Array.from(createHash('sha256').update(secret, 'utf8').digest())
}
