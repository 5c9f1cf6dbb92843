/**
 * The phone's half of the sealed channel: checks the server's handshake, derives the transport key
 * (ECDH P-256, Concat KDF of RFC 7518 §4.6), seals and opens messages (JWE `dir`, `A128CBC-HS256`).
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { CompactEncrypt, compactDecrypt, compactVerify, importJWK } from 'jose'
import { z } from 'zod'
import type { PublicJwk } from '../../server/domain/accounts/deviceApi.ts'
import { concat, type Octets, utf8 } from './octets.ts'
import { PhoneError } from './phoneError.ts'

const CONTENT_ENCRYPTION = 'A128CBC-HS256'
const P256 = { name: 'ECDH', namedCurve: 'P-256' } as const

const p256JwkSchema = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
})

export type EcdhPair = { publicJwk: PublicJwk; privateKey: CryptoKey }

export async function generateEcdhPair(): Promise<EcdhPair> {
  const { subtle } = globalThis.crypto
  const pair = await subtle.generateKey(P256, false, ['deriveBits'])
  return {
    publicJwk: p256JwkSchema.parse(await subtle.exportKey('jwk', pair.publicKey)),
    privateKey: pair.privateKey,
  }
}

const handshakeSchema = z.object({
  enrolmentId: z.string(),
  phoneEcdhPublicKey: z.object({ x: z.string(), y: z.string() }),
  serverEcdhPublicKey: z.object({ x: z.string(), y: z.string() }),
})

export type Handshake = {
  jws: string
  enrolmentId: string
  phoneKey: PublicJwk
  serverEcdhKey: PublicJwk
  /** The server's long-term key. */
  serverKey: { jwk: PublicJwk; kid: string }
}

/** @throws PhoneError where the server's long-term key did not sign these very keys. */
export async function verifyHandshake({
  jws,
  enrolmentId,
  phoneKey,
  serverEcdhKey,
  serverKey,
}: Handshake): Promise<void> {
  const key = await importJWK({ ...serverKey.jwk }, 'ES256')
  const verified = await compactVerify(jws, key, { algorithms: ['ES256'] }).catch(() => null)
  if (verified === null || verified.protectedHeader.kid !== serverKey.kid) throw notTheServer()
  const signed = handshakeSchema.parse(JSON.parse(new TextDecoder().decode(verified.payload)))
  const isSame =
    signed.enrolmentId === enrolmentId &&
    isSamePoint(signed.phoneEcdhPublicKey, phoneKey) &&
    isSamePoint(signed.serverEcdhPublicKey, serverEcdhKey)
  if (!isSame) throw notTheServer()
}

export async function deriveTransportKey(
  ownPrivateKey: CryptoKey,
  serverEcdhKey: PublicJwk,
): Promise<Octets> {
  const { subtle } = globalThis.crypto
  const { kty, crv, x, y } = p256JwkSchema.parse(serverEcdhKey)
  const publicKey = await subtle.importKey('jwk', { kty, crv, x, y }, P256, false, [])
  const Z = new Uint8Array(await subtle.deriveBits({ name: 'ECDH', public: publicKey }, ownPrivateKey, 256))
  const fields = [CONTENT_ENCRYPTION, 'CLIENT', 'SERVER'].flatMap((field) => [
    uint32(field.length),
    utf8(field),
  ])
  return Uint8Array.from(sha256(concat(uint32(1), Z, ...fields, uint32(256))))
}

export async function sealForServer(message: unknown, transportKey: Octets, kid: string): Promise<string> {
  return await new CompactEncrypt(utf8(JSON.stringify(message)))
    .setProtectedHeader({ alg: 'dir', enc: CONTENT_ENCRYPTION, kid, aud: 'SERVER' })
    .encrypt(transportKey)
}

/** @throws PhoneError where the message was not sealed for this phone under its key. */
export async function openFromServer(sealed: string, transportKey: Octets, kid: string): Promise<unknown> {
  const opened = await compactDecrypt(sealed, transportKey, {
    keyManagementAlgorithms: ['dir'],
    contentEncryptionAlgorithms: [CONTENT_ENCRYPTION],
  }).catch(() => null)
  if (opened === null) throw notTheServer()
  if (opened.protectedHeader.kid !== kid || opened.protectedHeader['aud'] !== 'CLIENT') throw notTheServer()
  return JSON.parse(new TextDecoder().decode(opened.plaintext))
}

function isSamePoint(one: { x: string; y: string }, other: PublicJwk): boolean {
  return one.x === other.x && one.y === other.y
}

function notTheServer(): PhoneError {
  return new PhoneError('notTheServer', 'The answer does not come from the server of this phone')
}

function uint32(value: number): Octets {
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value)
}
