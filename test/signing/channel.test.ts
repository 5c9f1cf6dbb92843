import { randomBytes } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import {
  agreeOnTransportKey,
  concatKdf,
  openMessage,
  sealMessage,
  signHandshake,
} from '../../server/signing/channel.ts'
import { createServerKeyPem, readServerKey } from '../../server/signing/serverKey.ts'
import {
  deriveTransportKey,
  generateEcdhPair,
  openFromServer,
  sealForServer,
  verifyHandshake,
} from '../../web/phone/channel.ts'

const random = (length: number) => Uint8Array.from(randomBytes(length))

async function agreed() {
  const phone = await generateEcdhPair()
  const agreement = agreeOnTransportKey(phone.publicJwk, random)
  if (agreement === null) throw new Error('no agreement')
  return { phone, ...agreement }
}

describe('the sealed channel', () => {
  test('Concat KDF gives the value of RFC 7518 appendix C', () => {
    // Z of the ECDH-ES example, AlgorithmID A128GCM, PartyUInfo Alice, PartyVInfo Bob, 128 bits.
    const Z = Uint8Array.of(
      158,
      86,
      217,
      29,
      129,
      113,
      53,
      211,
      114,
      131,
      66,
      131,
      191,
      132,
      38,
      156,
      251,
      49,
      110,
      163,
      218,
      128,
      106,
      72,
      246,
      218,
      167,
      121,
      140,
      254,
      144,
      196,
    )
    const derived = concatKdf({
      Z,
      keydatalen: 128,
      AlgorithmID: 'A128GCM',
      PartyUInfo: 'Alice',
      PartyVInfo: 'Bob',
    })
    expect(Buffer.from(derived).toString('base64url')).toBe('VqqN6vgjbSBcIijNcacQGg')
  })

  test('phone and server derive the same key', async () => {
    const { phone, transportKey, serverEcdhPublicKey } = await agreed()
    expect(await deriveTransportKey(phone.privateKey, serverEcdhPublicKey)).toEqual(transportKey)
    expect(transportKey).toHaveLength(32)
  })

  test('a message opens only under its key, for its reader and its kid', async () => {
    const { transportKey } = await agreed()
    const key = Uint8Array.from(transportKey)
    const sealed = await sealForServer({ hello: 1 }, key, 'kid')
    const envelope = { transportKey, kid: 'kid', audience: 'SERVER' } as const
    expect(await openMessage(sealed, envelope)).toEqual({ hello: 1 })
    expect(await openMessage(sealed, { ...envelope, kid: 'other' })).toBeNull()
    expect(await openMessage(sealed, { ...envelope, audience: 'CLIENT' })).toBeNull()
    expect(await openMessage(sealed, { ...envelope, transportKey: random(32) })).toBeNull()
    expect(await openMessage(`${sealed.slice(0, -2)}AA`, envelope)).toBeNull()
    expect(await openMessage('no JWE', envelope)).toBeNull()
  })

  test('the phone takes no message that it sealed itself', async () => {
    const { transportKey } = await agreed()
    const key = Uint8Array.from(transportKey)
    const own = await sealForServer({}, key, 'kid')
    await expect(openFromServer(own, key, 'kid')).rejects.toMatchObject({ code: 'notTheServer' })
    const fromServer = await sealMessage({ ok: true }, { transportKey, kid: 'kid', audience: 'CLIENT' })
    expect(await openFromServer(fromServer, key, 'kid')).toEqual({ ok: true })
  })

  test('the handshake proves both keys, the enrolment and the server', async () => {
    const { phone, serverEcdhPublicKey } = await agreed()
    const server = await readServerKey(createServerKeyPem())
    const stranger = await readServerKey(createServerKeyPem())
    const other = await generateEcdhPair()
    const keys = { enrolmentId: 'e', phoneEcdhPublicKey: phone.publicJwk, serverEcdhPublicKey }
    const handshake = {
      jws: await signHandshake(keys, server),
      enrolmentId: 'e',
      phoneKey: phone.publicJwk,
      serverEcdhKey: serverEcdhPublicKey,
      serverKey: { jwk: server.publicJwk, kid: server.kid },
    }
    await expect(verifyHandshake(handshake)).resolves.toBeUndefined()
    const wrong = [
      { ...handshake, enrolmentId: 'f' },
      { ...handshake, phoneKey: other.publicJwk },
      { ...handshake, serverEcdhKey: other.publicJwk },
      { ...handshake, jws: await signHandshake(keys, { ...stranger, kid: server.kid }) },
      { ...handshake, serverKey: { jwk: server.publicJwk, kid: 'x' } },
    ]
    for (const one of wrong)
      await expect(verifyHandshake(one)).rejects.toMatchObject({ code: 'notTheServer' })
  })

  test.each([
    ['a point off the curve', { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) }],
    ['another curve', { kty: 'EC', crv: 'P-384', x: 'AA', y: 'AA' }],
    ['nothing', null],
  ])('the server refuses %s', (_, key) => {
    expect(agreeOnTransportKey(key, random)).toBeNull()
  })
})
