/**
 * Two-party RSA with an additively shared exponent (Ganesan 1995; Boneh, Ding, Tsudik, Wong 2001;
 * Bellare, Sandhu 2001): d = d1 + d2 mod phi(n), y = m^d1 by the phone, s = y * m^d2 by the server.
 */
import { constants, createPublicKey, type KeyObject, publicDecrypt } from 'node:crypto'
import { leftPad, modularExponentiation } from './modularExponentiation.ts'
import type { Completion, CompletionInput, SigningScheme } from './signingScheme.ts'

/** e = 65537, as every key of ours has. */
const PUBLIC_EXPONENT = 'AQAB'

export const twoPartyRsa: SigningScheme = { name: 'two-party-rsa', completeSignature }

function completeSignature({
  modulus,
  serverShare,
  encodedMessage,
  signatureShare,
}: CompletionInput): Completion {
  const y = octetsToInteger(signatureShare)
  const n = octetsToInteger(modulus)
  if (y <= 1n || y >= n) return { ok: false }
  const m = leftPad(encodedMessage, modulus.length)
  const serverPart = octetsToInteger(modularExponentiation(m, serverShare, modulus))
  const s = integerToOctets((y * serverPart) % n, modulus.length)
  // s^e = m (mod n): RSAVP1, RFC 8017 §5.2.2. A wrong PIN gave a wrong d1 and fails here, and nowhere else.
  const isRight = Buffer.compare(rsaVerificationPrimitive(s, rsaPublicKey(modulus)), m) === 0
  return isRight ? { ok: true, signature: s } : { ok: false }
}

/** The public key (n, 65537) as OpenSSL takes it. */
export function rsaPublicKey(modulus: Uint8Array): KeyObject {
  const n = Buffer.from(modulus).toString('base64url')
  return createPublicKey({ key: { kty: 'RSA', n, e: PUBLIC_EXPONENT }, format: 'jwk' })
}

function rsaVerificationPrimitive(s: Uint8Array, key: KeyObject): Uint8Array {
  return publicDecrypt({ key, padding: constants.RSA_NO_PADDING }, s)
}

function octetsToInteger(octets: Uint8Array): bigint {
  return octets.length === 0 ? 0n : BigInt(`0x${Buffer.from(octets).toString('hex')}`)
}

function integerToOctets(integer: bigint, length: number): Uint8Array {
  return Uint8Array.from(Buffer.from(integer.toString(16).padStart(length * 2, '0'), 'hex'))
}
