import { verify } from 'node:crypto'
import { beforeEach, describe, expect, test } from '@jest/globals'
import type { DeviceDescription } from '../../server/domain/accounts/device.ts'
import type { DeviceApi } from '../../server/domain/accounts/deviceApi.ts'
import type { SignatureAlgorithm } from '../../server/domain/sessions/session.ts'
import { addMs, HOUR_MS } from '../../server/domain/time.ts'
import { digest } from '../../server/signing/digest.ts'
import { rsaPublicKey } from '../../server/signing/twoPartyRsa.ts'
import { createPhone } from '../../web/phone/phone.ts'
import { NoAnswerError } from '../../web/phone/phoneError.ts'
import { createMemoryStorage, type PhoneStorage } from '../../web/phone/phoneStorage.ts'
import { keyOfPooledPrimes } from '../host/pooledPrimes.ts'
import { createMemoryServer } from './support/memoryServer.ts'

const PKCS1: SignatureAlgorithm = { padding: 'PKCS1_V1_5', hash: 'SHA-256' }
const MESSAGE = Buffer.from('a contract')
const PIN1 = '483920174651'
const PIN2 = '918273645546'

const device: DeviceDescription = {
  platform: 'web',
  model: 'Test phone',
  osVersion: '1',
  appVersion: '1',
  language: 'en',
  interactions: ['displayTextAndPIN'],
  integrity: {
    rooted: false,
    debuggerAttached: false,
    emulator: false,
    remoteControlActive: false,
    accessibilityServiceActive: false,
    callActive: false,
    hardwareKeyStore: false,
    randomnessTestPassed: true,
  },
}

type Server = Awaited<ReturnType<typeof createMemoryServer>>
let server: Server
let storage: ReturnType<typeof createMemoryStorage>

function phoneWith(api: DeviceApi, at: PhoneStorage) {
  return createPhone({
    api,
    storage: at,
    keyBits: 2048,
    keyDerivation: { N: 2, r: 8, p: 1 },
    generateKey: keyOfPooledPrimes,
  })
}

beforeEach(async () => {
  server = await createMemoryServer()
  storage = createMemoryStorage()
  await phoneWith(server.api, storage).enrol({ activationCode: 'code', pin1: PIN1, pin2: PIN2, device })
})

const ask = () => server.ask('signature', digest('SHA-256', MESSAGE), PKCS1)

/** Loses what `lose` says: the answer after the server worked, or the call before it arrived. */
function losing(times: number, what: 'answer' | 'call'): DeviceApi {
  let left = times
  return {
    ...server.api,
    async confirm(sessionId, body) {
      const isLost = left-- > 0
      if (isLost && what === 'call') throw new NoAnswerError()
      const answer = await server.api.confirm(sessionId, body)
      if (isLost) throw new NoAnswerError()
      return answer
    },
  }
}

describe('a phone', () => {
  test('enrols, and its two PINs sign with two keys', async () => {
    const phone = phoneWith(server.api, storage)
    for (const [purpose, pin] of [
      ['authentication', PIN1],
      ['signature', PIN2],
    ] as const) {
      const request = server.ask(purpose, digest('SHA-256', MESSAGE), PKCS1)
      const result = await phone.confirm(request, pin)
      const modulus = server.keys.get(request.key?.keyId ?? '')?.modulus ?? new Uint8Array()
      if (result.result !== 'signed') throw new Error(result.result)
      expect(verify('sha256', MESSAGE, rsaPublicKey(modulus), result.signature)).toBe(true)
    }
    expect(
      new Set([...server.keys.values()].map((row) => Buffer.from(row.modulus).toString('hex'))).size,
    ).toBe(2)
  })

  test('signs by PSS', async () => {
    const algorithm: SignatureAlgorithm = { padding: 'PSS', hash: 'SHA3-512', saltLength: 64 }
    const request = server.ask('signature', digest('SHA3-512', MESSAGE), algorithm)
    expect((await phoneWith(server.api, storage).confirm(request, PIN2)).result).toBe('signed')
  })

  test('a wrong PIN fails only at the server, and the right one works after it', async () => {
    const phone = phoneWith(server.api, storage)
    const request = ask()
    const wrong = await phone.confirm(request, '000000000000')
    expect(wrong).toEqual({
      result: 'wrongPin',
      lock: { attemptsLeft: 2, attemptsLeftInTotal: 8, lockedUntil: null },
    })
    expect((await phone.confirm(request, PIN2)).result).toBe('signed')
    // The second try carried the old freshness token, which is asked for anew without being counted.
    expect(server.verdicts).toEqual(['wrongPin', 'freshnessMismatch', 'signed'])
  })

  test('no PIN goes over the wire, sealed or not, or stays on the phone', async () => {
    const phone = phoneWith(server.api, storage)
    await phone.confirm(ask(), PIN2)
    await phone.confirm(server.ask('authentication', digest('SHA-256', MESSAGE), PKCS1), PIN1)
    const kept = await Promise.all(
      ['account', 'key:authentication', 'key:signature'].map((name) => storage.get(name)),
    )
    const everything = server.wire.join() + JSON.stringify(kept)
    expect(everything).toContain('signatureShare')
    for (const pin of [PIN1, PIN2]) {
      const spellings = [pin, Buffer.from(pin).toString('base64url'), Buffer.from(pin).toString('hex')]
      for (const spelling of spellings) expect(everything).not.toContain(spelling)
    }
  })

  test('the same confirmation sent twice at once gives one signature and no clone alarm', async () => {
    const twice: DeviceApi = {
      ...server.api,
      async confirm(sessionId, body) {
        const [one, other] = await Promise.all([
          server.api.confirm(sessionId, body),
          server.api.confirm(sessionId, body),
        ])
        expect(other).toEqual(one)
        return one
      },
    }
    expect((await phoneWith(twice, storage).confirm(ask(), PIN2)).result).toBe('signed')
    expect(server.verdicts).toEqual(['signed', 'replay'])
    expect((await phoneWith(server.api, storage).confirm(ask(), PIN2)).result).toBe('signed')
  })

  test('two confirmations at once with one key go one after the other', async () => {
    const phone = phoneWith(server.api, storage)
    const results = await Promise.all([ask(), ask(), ask()].map((request) => phone.confirm(request, PIN2)))
    expect(results.map(({ result }) => result)).toEqual(['signed', 'signed', 'signed'])
  })

  test('a lost answer is asked for again, and given from store', async () => {
    expect((await phoneWith(losing(1, 'answer'), storage).confirm(ask(), PIN2)).result).toBe('signed')
    expect(server.verdicts).toEqual(['signed', 'replay'])
  })

  test('a lost answer is found in the same session after the app was closed', async () => {
    const request = ask()
    await expect(phoneWith(losing(9, 'answer'), storage).confirm(request, PIN2)).rejects.toMatchObject({
      code: 'noAnswer',
    })
    expect((await phoneWith(server.api, storage.copy()).confirm(request, PIN2)).result).toBe('signed')
    expect(server.verdicts).toEqual(['signed', 'replay', 'replay', 'replay'])
  })

  test('a lost answer that nobody asked for again raises no alarm in the next session', async () => {
    await expect(phoneWith(losing(9, 'answer'), storage).confirm(ask(), PIN2)).rejects.toBeInstanceOf(
      NoAnswerError,
    )
    expect((await phoneWith(server.api, storage).confirm(ask(), PIN2)).result).toBe('signed')
    expect(server.verdicts.at(-1)).toBe('signed')
    expect(server.verdicts).not.toContain('destroy')
  })

  test('a call that never arrived raises no alarm in the next session', async () => {
    await expect(phoneWith(losing(9, 'call'), storage).confirm(ask(), PIN2)).rejects.toBeInstanceOf(
      NoAnswerError,
    )
    expect((await phoneWith(server.api, storage).confirm(ask(), PIN2)).result).toBe('signed')
    expect(server.verdicts).toEqual(['signed'])
  })

  test('a copied phone is found when the second of the two signs, and the key is destroyed', async () => {
    const copy = phoneWith(server.api, storage.copy())
    expect((await phoneWith(server.api, storage).confirm(ask(), PIN2)).result).toBe('signed')
    expect((await copy.confirm(ask(), PIN2)).result).toBe('destroyed')
    expect((await phoneWith(server.api, storage).confirm(ask(), PIN2)).result).toBe('destroyed')
    expect(server.verdicts).toEqual(['signed', 'destroy', 'destroyed'])
  })

  test('three wrong PINs lock the key for three hours of event time', async () => {
    const phone = phoneWith(server.api, storage)
    const locks = []
    for (const pin of ['11111', '22222', '33333']) locks.push(await phone.confirm(ask(), pin))
    const lockedUntil = server.state.now + 3 * HOUR_MS
    expect(locks.at(-1)).toEqual({
      result: 'wrongPin',
      lock: { attemptsLeft: 0, attemptsLeftInTotal: 6, lockedUntil },
    })
    expect((await phone.confirm(ask(), PIN2)).result).toBe('locked')
    server.state.now = addMs(server.state.now, 3 * HOUR_MS)
    expect((await phone.confirm(ask(), PIN2)).result).toBe('signed')
  })

  test('refuses PINs that are too short', async () => {
    const phone = phoneWith(server.api, createMemoryStorage())
    const input = { activationCode: 'code', device }
    await expect(phone.enrol({ ...input, pin1: '123', pin2: PIN2 })).rejects.toMatchObject({ code: 'badPin' })
    await expect(phone.enrol({ ...input, pin1: PIN1, pin2: '1234' })).rejects.toMatchObject({
      code: 'badPin',
    })
  })

  test('refuses a server whose key is not the one the app knows', async () => {
    const options = {
      api: server.api,
      storage: createMemoryStorage(),
      keyBits: 2048,
      expectedServerKid: 'x',
    } as const
    const enrolling = createPhone(options).enrol({ activationCode: 'code', pin1: PIN1, pin2: PIN2, device })
    await expect(enrolling).rejects.toMatchObject({ code: 'notTheServer' })
  })

  test('signs nothing else than what was shown', async () => {
    const request = ask()
    if (request.toSign === null) throw new Error('nothing to sign')
    const content = {
      protocol: 'digest',
      digest: Buffer.from(digest('SHA-256', 'another')).toString('base64'),
    } as const
    const tampered = { ...request, toSign: { ...request.toSign, content } }
    await expect(phoneWith(server.api, storage).confirm(tampered, PIN2)).rejects.toMatchObject({
      code: 'notWhatWasShown',
    })
    expect(server.verdicts).toEqual([])
  })

  test('never signs with the key of the other PIN', async () => {
    const phone = phoneWith(server.api, storage)
    await expect(phone.confirm({ ...ask(), kind: 'authentication' }, PIN1)).rejects.toMatchObject({
      code: 'notWhatWasShown',
    })
  })
})
