import { describe, expect, test } from '@jest/globals'
import { END_RESULTS } from '../../server/domain/sessions/session.ts'
import type { SessionOutcome } from '../../server/flow/request/awaitSession.ts'
import { sessionToWire as toV2 } from '../../server/rp-api/v2/sessionToWire.ts'
import { sessionToWire as toV3 } from '../../server/rp-api/v3/sessionToWire.ts'

type Complete = Extract<SessionOutcome, { state: 'COMPLETE' }>

const DER = Uint8Array.of(0x30, 0x00)
const SIGNED: Complete = {
  state: 'COMPLETE',
  apiVersion: 'v2',
  kind: 'signature',
  endResult: 'OK',
  interactionUsed: 'displayTextAndPIN',
  flow: 'Notification',
  documentNumber: 'PNOEE-30303039914-MOCK-Q',
  certificate: { der: DER, level: 'QUALIFIED' },
  signature: {
    value: Uint8Array.of(1, 2, 3),
    algorithm: { padding: 'PKCS1_V1_5', hash: 'SHA-512' },
    serverRandom: null,
    userChallenge: null,
  },
  deviceIpAddress: null,
  ignoredProperties: [],
}

const refused = (set: Partial<Complete>): Complete => ({
  ...SIGNED,
  documentNumber: null,
  certificate: null,
  signature: null,
  ...set,
})

test('a running session says no more than that', () => {
  expect(toV2({ state: 'RUNNING' })).toEqual({ state: 'RUNNING' })
  expect(toV3({ state: 'RUNNING' })).toEqual({ state: 'RUNNING' })
})

describe('v2', () => {
  test('a signature', () => {
    expect(toV2({ ...SIGNED, deviceIpAddress: '203.0.113.34', ignoredProperties: ['vcChoice'] })).toEqual({
      state: 'COMPLETE',
      result: { endResult: 'OK', documentNumber: 'PNOEE-30303039914-MOCK-Q' },
      signature: { value: 'AQID', algorithm: 'sha512WithRSAEncryption' },
      cert: { value: 'MAA=', certificateLevel: 'QUALIFIED' },
      interactionFlowUsed: 'displayTextAndPIN',
      ignoredProperties: ['vcChoice'],
      deviceIpAddress: '203.0.113.34',
    })
  })

  test('a certificate choice has no signature', () => {
    const chosen = toV2({ ...SIGNED, kind: 'certificateChoice', signature: null, interactionUsed: null })
    expect(Object.keys(chosen)).toEqual(['state', 'result', 'cert'])
  })

  test.each([
    ['displayTextAndPIN', 'USER_REFUSED_DISPLAYTEXTANDPIN'],
    ['verificationCodeChoice', 'USER_REFUSED_VC_CHOICE'],
    ['confirmationMessage', 'USER_REFUSED_CONFIRMATIONMESSAGE'],
    ['confirmationMessageAndVerificationCodeChoice', 'USER_REFUSED_CONFIRMATIONMESSAGE_WITH_VC_CHOICE'],
    [null, 'USER_REFUSED'],
  ] as const)('a refusal of %s is %s', (interactionUsed, endResult) => {
    const wire = toV2(refused({ endResult: 'USER_REFUSED_INTERACTION', interactionUsed }))
    expect(wire).toEqual({ state: 'COMPLETE', result: { endResult } })
  })

  test('every end result is one that v2 knows, and none but OK says anything of the person', () => {
    const known = [
      'USER_REFUSED',
      'TIMEOUT',
      'DOCUMENT_UNUSABLE',
      'WRONG_VC',
      'REQUIRED_INTERACTION_NOT_SUPPORTED_BY_APP',
      'USER_REFUSED_CERT_CHOICE',
      'USER_REFUSED_DISPLAYTEXTANDPIN',
    ]
    for (const endResult of END_RESULTS.filter((result) => result !== 'OK')) {
      const wire = toV2({ ...SIGNED, endResult })
      expect(wire).toEqual({ state: 'COMPLETE', result: { endResult: expect.any(String) } })
      expect(known).toContain('result' in wire ? wire.result.endResult : null)
    }
  })
})

describe('v3', () => {
  test('an authentication', () => {
    const outcome: Complete = {
      ...SIGNED,
      kind: 'authentication',
      flow: 'QR',
      interactionUsed: 'confirmationMessage',
      signature: {
        value: Uint8Array.of(1, 2, 3),
        algorithm: { padding: 'PSS', hash: 'SHA-512', saltLength: 64 },
        serverRandom: 'c2VydmVy',
        userChallenge: 'dXNlcg',
      },
      deviceIpAddress: '203.0.113.34',
    }
    expect(toV3(outcome)).toEqual({
      state: 'COMPLETE',
      result: { endResult: 'OK', documentNumber: 'PNOEE-30303039914-MOCK-Q' },
      signatureProtocol: 'ACSP_V2',
      signature: {
        value: 'AQID',
        serverRandom: 'c2VydmVy',
        userChallenge: 'dXNlcg',
        flowType: 'QR',
        signatureAlgorithm: 'rsassa-pss',
        signatureAlgorithmParameters: {
          hashAlgorithm: 'SHA-512',
          maskGenAlgorithm: { algorithm: 'id-mgf1', parameters: { hashAlgorithm: 'SHA-512' } },
          saltLength: 64,
          trailerField: '0xbc',
        },
      },
      cert: { value: 'MAA=', certificateLevel: 'QUALIFIED' },
      interactionTypeUsed: 'confirmationMessage',
      deviceIpAddress: '203.0.113.34',
      ignoredProperties: [],
    })
  })

  test('a signature of the legacy kind has no parameters, and nothing of an authentication', () => {
    expect(toV3(SIGNED)).toMatchObject({
      signatureProtocol: 'RAW_DIGEST_SIGNATURE',
      signature: { value: 'AQID', flowType: 'Notification', signatureAlgorithm: 'sha512WithRSAEncryption' },
    })
    const wire = toV3(SIGNED)
    expect('signature' in wire ? Object.keys(wire.signature ?? {}) : []).toEqual([
      'flowType',
      'value',
      'signatureAlgorithm',
    ])
  })

  test('a certificate choice tells the flow only', () => {
    const wire = toV3({
      ...SIGNED,
      kind: 'certificateChoice',
      flow: 'Web2App',
      signature: null,
      interactionUsed: null,
    })
    expect(wire).toEqual({
      state: 'COMPLETE',
      result: { endResult: 'OK', documentNumber: 'PNOEE-30303039914-MOCK-Q' },
      signature: { flowType: 'Web2App' },
      cert: { value: 'MAA=', certificateLevel: 'QUALIFIED' },
      ignoredProperties: [],
    })
  })

  test('a refused interaction is named in the details', () => {
    const wire = toV3(
      refused({ endResult: 'USER_REFUSED_INTERACTION', interactionUsed: 'confirmationMessage' }),
    )
    expect(wire).toEqual({
      state: 'COMPLETE',
      result: { endResult: 'USER_REFUSED_INTERACTION', details: { interaction: 'confirmationMessage' } },
      ignoredProperties: [],
    })
  })

  test('every other end result is spelled as it is, and says nothing of the person', () => {
    for (const endResult of END_RESULTS) {
      if (endResult === 'OK' || endResult === 'USER_REFUSED_INTERACTION') continue
      expect(toV3({ ...SIGNED, endResult })).toEqual({
        state: 'COMPLETE',
        result: { endResult },
        ignoredProperties: [],
      })
    }
  })
})
