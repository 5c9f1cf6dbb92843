/**
 * The server's half of the sealed channel: ECDH on P-256, Concat KDF (NIST SP 800-56A as RFC 7518 §4.6
 * profiles it) to a transport key, messages as compact JWE `dir` + `A128CBC-HS256`. The server proves
 * itself by a JWS over both public keys (station-to-station).
 */
import { createECDH, createHash, createPublicKey, type KeyObject } from 'node:crypto'
import { CompactEncrypt, CompactSign, compactDecrypt } from 'jose'
import { z } from 'zod'
import type { Audience, PublicJwk } from '../domain/accounts/deviceApi.ts'
import type { RandomBytes } from '../domain/random.ts'
import type { ServerKey } from './serverKey.ts'

const CONTENT_ENCRYPTION = 'A128CBC-HS256'

const p256JwkSchema = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
})

export type Agreement = { transportKey: Uint8Array; serverEcdhPublicKey: PublicJwk }

/**
 * Agrees with a phone on a transport key by an ECDH key of this one moment.
 * @returns null where the phone's key is no point on P-256.
 */
export function agreeOnTransportKey(phoneKey: unknown, random: RandomBytes): Agreement | null {
  const parsed = p256JwkSchema.safeParse(phoneKey)
  if (!parsed.success || !isOnCurve(parsed.data)) return null
  const ecdh = createECDH('prime256v1')
  ecdh.setPrivateKey(Buffer.from(privateScalar(random)))
  const Z = ecdh.computeSecret(uncompressedPoint(parsed.data))
  return { transportKey: deriveTransportKey(Z), serverEcdhPublicKey: jwkOfPoint(ecdh.getPublicKey()) }
}

/** 32 octets: MAC key, then encryption key (RFC 7518 §5.2.2.1). */
export function deriveTransportKey(Z: Uint8Array): Uint8Array {
  return concatKdf({
    Z,
    keydatalen: 256,
    AlgorithmID: CONTENT_ENCRYPTION,
    PartyUInfo: 'CLIENT',
    PartyVInfo: 'SERVER',
  })
}

export type ConcatKdfInput = {
  Z: Uint8Array
  /** Bits, at most 256: one round. */
  keydatalen: number
  AlgorithmID: string
  PartyUInfo: string
  PartyVInfo: string
}

/** RFC 7518 §4.6.2, with SHA-256 and one round. */
export function concatKdf({
  Z,
  keydatalen,
  AlgorithmID,
  PartyUInfo,
  PartyVInfo,
}: ConcatKdfInput): Uint8Array {
  if (keydatalen > 256) throw new RangeError('one round of SHA-256 gives 256 bits at most')
  const hash = createHash('sha256').update(uint32(1)).update(Z)
  for (const field of [AlgorithmID, PartyUInfo, PartyVInfo]) hash.update(withLength(field))
  const derived = hash.update(uint32(keydatalen)).digest() // SuppPubInfo
  return Uint8Array.from(derived.subarray(0, keydatalen / 8))
}

/** JWS over what was agreed: both public keys, in the phone's and the server's order, and the enrolment. */
export async function signHandshake(
  agreed: { enrolmentId: string; phoneEcdhPublicKey: PublicJwk; serverEcdhPublicKey: PublicJwk },
  serverKey: ServerKey,
): Promise<string> {
  return await new CompactSign(Buffer.from(JSON.stringify(agreed)))
    .setProtectedHeader({ alg: 'ES256', kid: serverKey.kid })
    .sign(serverKey.privateKey)
}

type Envelope = { transportKey: Uint8Array; kid: string; audience: Audience }

export async function sealMessage(
  message: unknown,
  { transportKey, kid, audience }: Envelope,
): Promise<string> {
  return await new CompactEncrypt(Buffer.from(JSON.stringify(message)))
    .setProtectedHeader({ alg: 'dir', enc: CONTENT_ENCRYPTION, kid, aud: audience })
    .encrypt(transportKey)
}

/** @returns the message, unparsed, or null where it was not sealed under this key for this reader. */
export async function openMessage(
  sealed: string,
  { transportKey, kid, audience }: Envelope,
): Promise<unknown> {
  try {
    const { plaintext, protectedHeader } = await compactDecrypt(sealed, transportKey, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: [CONTENT_ENCRYPTION],
    })
    if (protectedHeader.kid !== kid || protectedHeader['aud'] !== audience) return null
    return JSON.parse(Buffer.from(plaintext).toString('utf8'))
  } catch {
    return null
  }
}

/** OpenSSL checks that the point is on the curve when it imports the key. */
function isOnCurve(jwk: z.infer<typeof p256JwkSchema>): boolean {
  try {
    const key: KeyObject = createPublicKey({ key: jwk, format: 'jwk' })
    return key.asymmetricKeyDetails?.namedCurve === 'prime256v1'
  } catch {
    return false
  }
}

/** A scalar in 1 … n - 1: by rejection, which all but never happens on P-256. */
function privateScalar(random: RandomBytes): Uint8Array {
  const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
  for (;;) {
    const candidate = random(32)
    const scalar = BigInt(`0x${Buffer.from(candidate).toString('hex')}`)
    if (scalar > 0n && scalar < order) return candidate
  }
}

function uncompressedPoint({ x, y }: { x: string; y: string }): Buffer {
  return Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')])
}

function jwkOfPoint(point: Buffer): PublicJwk {
  const x = point.subarray(1, 33).toString('base64url')
  const y = point.subarray(33, 65).toString('base64url')
  return { kty: 'EC', crv: 'P-256', x, y }
}

function withLength(text: string): Buffer {
  const octets = Buffer.from(text, 'ascii')
  return Buffer.concat([uint32(octets.length), octets])
}

function uint32(value: number): Buffer {
  const octets = Buffer.alloc(4)
  octets.writeUInt32BE(value)
  return octets
}
