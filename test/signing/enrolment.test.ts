import { randomBytes } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { sealMessage } from '../../server/signing/channel.ts'
import { finishEnrolment, type PendingEnrolment, startEnrolment } from '../../server/signing/enrolment.ts'
import { freshnessOf, freshnessToken } from '../../server/signing/freshness.ts'
import { createServerKeyPem, readServerKey } from '../../server/signing/serverKey.ts'
import { deriveTransportKey, generateEcdhPair, openFromServer } from '../../web/phone/channel.ts'
import { fromBase64, toBase64url } from '../../web/phone/octets.ts'
import { makeTestKey } from './support/testKeys.ts'

const random = (length: number) => Uint8Array.from(randomBytes(length))
const keys = { authentication: makeTestKey(2048), signature: makeTestKey(2048) }
const moduli = {
  authentication: toBase64url(keys.authentication.modulus),
  signature: toBase64url(keys.signature.modulus),
}
const serverKey = await readServerKey(createServerKeyPem())

async function start(changes: { moduli?: typeof moduli; keyBits?: number } = {}) {
  const phone = await generateEcdhPair()
  const started = await startEnrolment({
    enrolmentId: 'e',
    keyIds: { authentication: 'a', signature: 's' },
    phoneEcdhPublicKey: phone.publicJwk,
    moduli,
    keyBits: 2048,
    serverKey,
    random,
    ...changes,
  })
  return { phone, started }
}

type Part = { serverShare: string; oneTimePassword: string; retransmissionNonce: string }

/** Starts honestly, and finishes with what `change` makes of the honest message. */
async function finish(change: (message: { authentication: Part; signature: Part }) => unknown, kid = 'e') {
  const { phone, started } = await start()
  if (!started.ok) throw new Error(started.field)
  const { answer, pending } = started
  const transportKey = await deriveTransportKey(phone.privateKey, answer.serverEcdhPublicKey)
  const opened = JSON.parse(JSON.stringify(await openFromServer(answer.sealed, transportKey, 'e')))
  const part = (purpose: 'authentication' | 'signature'): Part => ({
    serverShare: toBase64url(keys[purpose].serverShare),
    oneTimePassword: opened[purpose].oneTimePassword,
    retransmissionNonce: toBase64url(random(16)),
  })
  const message = change({ authentication: part('authentication'), signature: part('signature') })
  const sealed = await sealMessage(message, { transportKey, kid, audience: 'SERVER' })
  const stored: PendingEnrolment = JSON.parse(JSON.stringify(pending))
  return await finishEnrolment(stored, sealed, random)
}

describe('startEnrolment', () => {
  const even = fromBase64(moduli.signature)
  even[even.length - 1] = 0
  test.each([
    ['another size', { keyBits: 3072 }],
    ['the same modulus twice', { moduli: { ...moduli, signature: moduli.authentication } }],
    ['an even modulus', { moduli: { ...moduli, signature: toBase64url(even) } }],
    ['leading zeros', { moduli: { ...moduli, signature: `AAAA${moduli.signature}` } }],
    ['no modulus', { moduli: { ...moduli, signature: '' } }],
  ])('refuses %s', async (_, changes) => {
    expect((await start(changes)).started).toEqual({ ok: false, field: 'moduli' })
  })

  test('keeps no one-time password, only its hash', async () => {
    const { phone, started } = await start()
    if (!started.ok) throw new Error(started.field)
    const transportKey = await deriveTransportKey(phone.privateKey, started.answer.serverEcdhPublicKey)
    const opened = JSON.parse(JSON.stringify(await openFromServer(started.answer.sealed, transportKey, 'e')))
    expect(opened.signature.oneTimePassword).toMatch(/^[\w-]{43}$/)
    expect(JSON.stringify(started.pending)).not.toContain(opened.signature.oneTimePassword)
  })
})

describe('finishEnrolment', () => {
  test('takes both shares and turns both passwords', async () => {
    const finished = await finish((message) => message)
    if (!finished.ok) throw new Error('should finish')
    expect(finished.keys.signature.serverShare).toEqual(keys.signature.serverShare)
    expect(finished.keys.authentication.keyId).toBe('a')
    expect(finished.oneTimePasswords.authentication).not.toBe(finished.oneTimePasswords.signature)
  })

  test.each([
    ['another password', (m) => ({ ...m, signature: { ...m.signature, oneTimePassword: 'x'.repeat(43) } })],
    ['a short share', (m) => ({ ...m, signature: { ...m.signature, serverShare: 'AAAA' } })],
    [
      'a share of 0',
      (m) => ({ ...m, signature: { ...m.signature, serverShare: toBase64url(new Uint8Array(256)) } }),
    ],
    ['a share of n', (m) => ({ ...m, signature: { ...m.signature, serverShare: moduli.signature } })],
    ['one key only', (m) => ({ signature: m.signature })],
    ['nothing', () => null],
  ] satisfies [string, Parameters<typeof finish>[0]][])('refuses %s', async (_, change) => {
    expect(await finish(change)).toEqual({ ok: false })
  })

  test('refuses a message sealed for another enrolment', async () => {
    expect(await finish((message) => message, 'other')).toEqual({ ok: false })
  })
})

describe('freshness', () => {
  const key = { keyId: 'k', version: 7, transportKey: random(32) }

  test('a token is of this version, of the one before, or unknown', () => {
    const of = (version: number) => freshnessOf(freshnessToken({ ...key, version }), key)
    expect([5, 6, 7, 8].map(of)).toEqual(['unknown', 'previous', 'current', 'unknown'])
  })

  test('a token is of one key under one transport key', () => {
    expect(freshnessOf(freshnessToken({ ...key, keyId: 'other' }), key)).toBe('unknown')
    expect(freshnessOf(freshnessToken({ ...key, transportKey: random(32) }), key)).toBe('unknown')
    expect(freshnessOf('', key)).toBe('unknown')
  })
})
