/** The server's long-term key (ES256), by which phones know that they agreed on keys with this server. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { calculateJwkThumbprint } from 'jose'
import { z } from 'zod'
import type { PublicJwk } from '../domain/accounts/deviceApi.ts'

export type ServerKey = { kid: string; privateKey: KeyObject; publicJwk: PublicJwk }

const ecJwkSchema = z.object({ kty: z.literal('EC'), crv: z.string(), x: z.string(), y: z.string() })

/** @returns PKCS #8 in PEM: to be kept secret, and read by `readServerKey`. */
export function createServerKeyPem(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}

/** @throws where the PEM holds no P-256 key. The kid is its thumbprint (RFC 7638). */
export async function readServerKey(pem: string): Promise<ServerKey> {
  const privateKey = createPrivateKey(pem)
  const jwk = ecJwkSchema.parse(createPublicKey(privateKey).export({ format: 'jwk' }))
  if (jwk.crv !== 'P-256') throw new RangeError('the server key must be a P-256 key')
  const kid = await calculateJwkThumbprint(jwk)
  return { kid, privateKey, publicJwk: { ...jwk, kid } }
}
