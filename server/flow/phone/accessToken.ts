/** The phone's access token: what it is known by after enrolment. Only its hash is stored. */
import { createHash } from 'node:crypto'

/** 32 random bytes need no key and no salt. */
export function accessTokenHash(token: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createHash('sha256').update(token, 'utf8').digest())
}
