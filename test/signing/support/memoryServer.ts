import { randomBytes, randomUUID } from 'node:crypto'
import { KEY_PURPOSES, type KeyPurpose } from '../../../server/domain/accounts/device.ts'
import type {
  ConfirmBody,
  DeviceApi,
  SealedConfirmationAnswer,
} from '../../../server/domain/accounts/deviceApi.ts'
import type { PhoneRequest } from '../../../server/domain/sessions/phoneRequest.ts'
import type { SignatureAlgorithm } from '../../../server/domain/sessions/session.ts'
import { type Instant, toInstant } from '../../../server/domain/time.ts'
import { openMessage, sealMessage } from '../../../server/signing/channel.ts'
import { answerTo, openConfirmation } from '../../../server/signing/confirmation.ts'
import { bitLength, encodeMessage } from '../../../server/signing/encodedMessage.ts'
import {
  finishEnrolment,
  type PendingEnrolment,
  sealEnrolmentAnswer,
  startEnrolment,
} from '../../../server/signing/enrolment.ts'
import { freshnessOf, freshnessToken } from '../../../server/signing/freshness.ts'
import {
  type ConfirmationResult,
  judgeConfirmation,
  type StoredKey,
} from '../../../server/signing/keyProtocol.ts'
import { newOneTimePassword, secretHash } from '../../../server/signing/oneTimePassword.ts'
import { createServerKeyPem, readServerKey } from '../../../server/signing/serverKey.ts'
import { twoPartyRsa } from '../../../server/signing/twoPartyRsa.ts'
import { oneAtATime } from '../../../web/phone/oneAtATime.ts'

const random = (length: number) => Uint8Array.from(randomBytes(length))

type KeyRow = {
  purpose: KeyPurpose
  modulus: Uint8Array
  serverShare: Uint8Array
  transportKey: Uint8Array
  key: StoredKey
  lastAnswer: string | null
}
type Asked = { keyId: string; encodedMessage: Uint8Array }

/** The pure functions of server/signing as a server with a memory for a database: no HTTP, no Postgres. */
export async function createMemoryServer() {
  const serverKey = await readServerKey(createServerKeyPem())
  const enrolments = new Map<string, PendingEnrolment>()
  const keys = new Map<string, KeyRow>()
  const asked = new Map<string, Asked>()
  const verdicts: ConfirmationResult['kind'][] = []
  /** What the phone sent, as it came and opened, to be searched for what must not be there. */
  const wire: string[] = []
  const state: { now: Instant } = { now: toInstant(1_700_000_000_000) }

  const api: DeviceApi = {
    async serverKey() {
      return { jwk: serverKey.publicJwk, kid: serverKey.kid }
    },
    async startEnrolment(body) {
      wire.push(JSON.stringify(body))
      const started = await startEnrolment({
        enrolmentId: randomUUID(),
        keyIds: { authentication: randomUUID(), signature: randomUUID() },
        phoneEcdhPublicKey: body.ecdhPublicKey,
        moduli: body.moduli,
        keyBits: 2048,
        serverKey,
        random,
      })
      if (!started.ok) throw new Error(`bad ${started.field}`)
      enrolments.set(started.answer.enrolmentId, started.pending)
      return started.answer
    },
    async finishEnrolment(enrolmentId, sealed) {
      wire.push(sealed)
      const pending = enrolments.get(enrolmentId)
      if (pending === undefined) throw new Error('no such enrolment')
      const transportKey = Uint8Array.from(Buffer.from(pending.transportKey, 'base64url'))
      wire.push(
        JSON.stringify(await openMessage(sealed, { transportKey, kid: enrolmentId, audience: 'SERVER' })),
      )
      const finished = await finishEnrolment(pending, sealed, random)
      if (!finished.ok) throw new Error('not the same phone')
      for (const purpose of KEY_PURPOSES) {
        const { keyId, modulus, serverShare, oneTimePasswordHash } = finished.keys[purpose]
        keys.set(keyId, {
          purpose,
          modulus,
          serverShare,
          transportKey: finished.transportKey,
          key: {
            state: 'ready',
            oneTimePasswordHash,
            last: null,
            wrongPins: 0,
            lockedUntil: null,
            version: 0,
          },
          lastAnswer: null,
        })
      }
      const account = {
        enrolmentId,
        accountId: 'account',
        accessToken: 'token',
        documentNumber: 'PNOEE-40504040001-TEST-Q',
      }
      return { sealed: await sealEnrolmentAnswer(finished, account) }
    },
    // The row lock of the real server.
    confirm: (sessionId, body) => oneAtATime(`row:${body.keyId}`, () => confirmAlone(sessionId, body)),
  }

  async function confirmAlone(sessionId: string, body: ConfirmBody): Promise<{ sealed: string }> {
    wire.push(JSON.stringify(body))
    const row = keys.get(body.keyId)
    const session = asked.get(sessionId)
    if (row === undefined || session === undefined) throw new Error('no such key or session')
    const { encodedMessage } = session
    const envelope = { transportKey: row.transportKey, kid: body.keyId, audience: 'SERVER' } as const
    wire.push(JSON.stringify(await openMessage(body.sealed, envelope)))
    const confirmation = await openConfirmation(body.sealed, { ...row, keyId: body.keyId, encodedMessage })
    const oneTimePassword = newOneTimePassword(random)
    const version = row.key.state === 'ready' ? row.key.version : 0
    const verdict = judgeConfirmation({
      key: row.key,
      freshness: freshnessOf(body.freshnessToken, {
        keyId: body.keyId,
        version,
        transportKey: row.transportKey,
      }),
      opened: confirmation?.opened ?? null,
      now: state.now,
      nextPasswordHash: secretHash(oneTimePassword),
      checkShare: () =>
        twoPartyRsa.completeSignature({
          ...row,
          encodedMessage,
          signatureShare: confirmation?.signatureShare ?? new Uint8Array(),
        }),
    })
    verdicts.push(verdict.kind)
    if (verdict.kind === 'replay') return { sealed: row.lastAnswer ?? '' }
    if ('key' in verdict) row.key = verdict.key
    const answer: SealedConfirmationAnswer = answerTo(verdict, {
      sessionId,
      oneTimePassword,
      freshnessToken: tokenOf(body.keyId),
      released: true,
    })
    const sealed = await sealMessage(answer, {
      transportKey: row.transportKey,
      kid: body.keyId,
      audience: 'CLIENT',
    })
    if (verdict.kind === 'signed' || verdict.kind === 'wrongPin') row.lastAnswer = sealed
    return { sealed }
  }

  function tokenOf(keyId: string): string {
    const row = keys.get(keyId)
    if (row === undefined) throw new Error('no such key')
    const version = row.key.state === 'ready' ? row.key.version : 0
    return freshnessToken({ keyId, version, transportKey: row.transportKey })
  }

  /** A request as a phone would get it. */
  function ask(purpose: KeyPurpose, mHash: Uint8Array, algorithm: SignatureAlgorithm): PhoneRequest {
    const found = [...keys].find(([, row]) => row.purpose === purpose)
    if (found === undefined) throw new Error('no key yet')
    const [keyId, { modulus }] = found
    const salt = algorithm.padding === 'PSS' ? random(algorithm.saltLength) : new Uint8Array()
    const encodedMessage = encodeMessage(mHash, algorithm, bitLength(modulus), salt)
    const sessionId = randomUUID()
    asked.set(sessionId, { keyId, encodedMessage })
    return {
      sessionId,
      kind: purpose,
      flow: 'Notification',
      relyingPartyName: 'DEMO',
      interaction: { type: 'displayTextAndPIN', text: 'Pay 10 euros' },
      verificationCode: '0000',
      codeChoices: null,
      warning: null,
      expiresAt: state.now + 180_000,
      key: { keyId, freshnessToken: tokenOf(keyId) },
      toSign: {
        encodedMessage: Buffer.from(encodedMessage).toString('base64url'),
        algorithm,
        content: { protocol: 'digest', digest: Buffer.from(mHash).toString('base64') },
      },
      callback: null,
    }
  }

  return { api, ask, keys, verdicts, wire, state }
}
