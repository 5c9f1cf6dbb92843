import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import type { AcspV2Fields } from '../../server/domain/sessions/phoneRequest.ts'
import { acspV2Digest, acspV2Payload } from '../../server/signing/acspV2.ts'
import {
  authCode,
  authCodePayload,
  DEVICE_LINK_TYPES,
  type DeviceLink,
  type DeviceLinkSession,
  type DeviceLinkType,
  isAuthentic,
  parseDeviceLink,
  type SessionType,
  unprotectedDeviceLink,
} from '../../server/signing/deviceLink.ts'
import { digest } from '../../server/signing/digest.ts'
import { sessionSecretDigestOf, userChallengeOf } from '../../server/signing/sessionSecrets.ts'
import { verificationCodeOf } from '../../server/signing/verificationCode.ts'
import { acspV2Payload as payloadOnThePhone } from '../../web/phone/shownRequest.ts'
import { published } from './support/publishedVectors.ts'

const fields: AcspV2Fields = {
  scheme: 'smart-id',
  serverRandom: published.serverRandom,
  rpChallenge: published.rpChallenge,
  userChallenge: published.userChallenge.challenge,
  relyingPartyName: published.relyingPartyName,
  brokeredRpName: published.brokeredRpName,
  interactionsB64: published.interactions,
  interactionTypeUsed: 'confirmationMessage',
  initialCallbackUrl: published.initialCallbackUrl,
  flowType: 'Web2App',
}

function linkOf(sessionType: SessionType, deviceLinkType: DeviceLinkType): DeviceLink {
  const shared = {
    deviceLinkBase: 'https://smart-id.com/device-link',
    sessionToken: published.sessionToken,
    sessionType,
    lang: 'eng',
  }
  return deviceLinkType === 'QR'
    ? { ...shared, deviceLinkType, elapsedSeconds: published.elapsedSeconds }
    : { ...shared, deviceLinkType }
}

function sessionOf(sessionType: SessionType): DeviceLinkSession {
  const shared = {
    scheme: 'smart-id',
    sessionSecret: Uint8Array.from(Buffer.from(published.sessionSecret, 'base64')),
    relyingPartyName: published.relyingPartyName,
    brokeredRpName: published.brokeredRpName,
    interactionsB64: sessionType === 'cert' ? null : published.interactions,
    initialCallbackUrl: published.initialCallbackUrl,
  }
  if (sessionType === 'auth')
    return { ...shared, signatureProtocol: 'ACSP_V2', rpChallenge: published.rpChallenge }
  if (sessionType === 'sign')
    return { ...shared, signatureProtocol: 'RAW_DIGEST_SIGNATURE', digest: published.digest }
  return { ...shared, signatureProtocol: 'none' }
}

describe('the published values of RP API v3', () => {
  test('ACSP_V2 payload and digest, on the server and on the phone', () => {
    expect(acspV2Payload(fields)).toBe(published.acspV2.payload)
    expect(payloadOnThePhone(fields)).toBe(published.acspV2.payload)
    expect(Buffer.from(acspV2Digest(fields, 'SHA-512')).toString('base64')).toBe(
      published.acspV2.digestSha512,
    )
  })

  test.each(published.authCodes)('authCode of %s by %s', (sessionType, deviceLinkType, code) => {
    const link = linkOf(sessionType, deviceLinkType)
    expect(authCode(sessionOf(sessionType), unprotectedDeviceLink(link), deviceLinkType)).toBe(code)
    const parsed = parseDeviceLink(`${unprotectedDeviceLink(link)}&authCode=${code}`)
    expect(parsed?.link).toEqual(link)
    expect(parsed !== null && isAuthentic(parsed, sessionOf(sessionType))).toBe(true)
  })

  test('session secret digest and user challenge', () => {
    expect(sessionSecretDigestOf(Buffer.from(published.sessionSecret, 'base64'))).toBe(
      published.sessionSecretDigest,
    )
    expect(userChallengeOf(published.userChallenge.verifier)).toBe(published.userChallenge.challenge)
  })

  test('verification codes', () => {
    const { ofRpChallenge, ofSha256OfHelloWorld } = published.verificationCodes
    expect(verificationCodeOf(Buffer.from(published.rpChallenge, 'base64'))).toBe(ofRpChallenge)
    expect(verificationCodeOf(digest('SHA-256', 'Hello World!'))).toBe(ofSha256OfHelloWorld)
  })
})

/** The whole set of values as a file, where there is one beside the checkout. */
const vectorFile = join(
  process.env['COUNTERSIGN_SHARED'] ?? join(process.cwd(), '..', 'shared'),
  'data',
  'rp-api-v3-vectors.json',
)
const vectorFileSchema = z.object({
  acspV2: z.object({ payload: z.string(), digestSha512: z.string() }),
  deviceLink: z.object({
    sessionSecret: z.string(),
    rows: z.array(
      z.object({
        sessionType: z.enum(['auth', 'sign', 'cert']),
        deviceLinkType: z.enum(DEVICE_LINK_TYPES),
        unprotectedDeviceLink: z.string(),
        payload: z.string(),
        authCode: z.string(),
      }),
    ),
  }),
  sessionSecretDigest: z.string(),
  userChallenge: z.object({ verifier: z.string(), challenge: z.string() }),
  verificationCode: z.array(z.object({ code: z.string() })),
})
const describeIfThere = existsSync(vectorFile) ? describe : describe.skip

describeIfThere('the file of published values', () => {
  const file = () => vectorFileSchema.parse(JSON.parse(readFileSync(vectorFile, 'utf8')))

  test('holds the values that are tested here, and every link and payload in between', () => {
    const { acspV2, deviceLink, sessionSecretDigest, userChallenge, verificationCode } = file()
    expect(acspV2).toEqual(published.acspV2)
    expect(sessionSecretDigest).toBe(published.sessionSecretDigest)
    expect(userChallenge).toEqual(published.userChallenge)
    expect(verificationCode.map(({ code }) => code)).toEqual(Object.values(published.verificationCodes))
    expect(deviceLink.rows.map((row) => [row.sessionType, row.deviceLinkType, row.authCode])).toEqual(
      published.authCodes,
    )
    for (const row of deviceLink.rows) {
      const unprotected = unprotectedDeviceLink(linkOf(row.sessionType, row.deviceLinkType))
      expect(unprotected).toBe(row.unprotectedDeviceLink)
      expect(authCodePayload(sessionOf(row.sessionType), unprotected, row.deviceLinkType)).toBe(row.payload)
    }
  })
})
