import { describe, expect, test } from '@jest/globals'
import { AppError } from '../../server/errors.ts'
import { parseBody } from '../../server/rp-api/parse.ts'
import {
  authenticationBody,
  certificateChoiceBody,
  signatureBody,
  toSign,
} from '../../server/rp-api/v2/schemas.ts'

const HASH = Buffer.alloc(32, 7)
const BODY = {
  relyingPartyUUID: '00000000-0000-0000-0000-000000000000',
  relyingPartyName: 'DEMO',
  hash: HASH.toString('base64'),
  hashType: 'SHA256',
  allowedInteractionsOrder: [{ type: 'displayTextAndPIN', displayText60: 'Log in' }],
}

function fieldsOf(parse: () => unknown): string[] {
  try {
    parse()
    return []
  } catch (error) {
    return error instanceof AppError ? error.fields.map(({ field }) => field) : ['?']
  }
}

describe('bodies of v2', () => {
  test('unknown members and members that are null are ignored', () => {
    const sent = {
      ...BODY,
      AuthType: 'x',
      Identifier: 'y',
      nonce: null,
      certificateLevel: null,
      requestProperties: null,
    }
    expect(parseBody(authenticationBody, sent)).toEqual({
      relyingPartyUUID: BODY.relyingPartyUUID,
      relyingPartyName: 'DEMO',
      hash: Uint8Array.from(HASH),
      hashType: 'SHA256',
      allowedInteractionsOrder: [{ type: 'displayTextAndPIN', text: 'Log in' }],
    })
  })

  test('properties that are not supported are told back by name', () => {
    const sent = { ...BODY, requestProperties: { shareMdClientIpAddress: true, vcChoice: true } }
    expect(parseBody(authenticationBody, sent).requestProperties).toEqual({
      shareDeviceIp: true,
      ignored: ['vcChoice'],
    })
  })

  test('every member that is wrong is named at once', () => {
    const sent = {
      relyingPartyUUID: 'DEMO',
      relyingPartyName: 'õ'.repeat(17),
      certificateLevel: 'GOLD',
      hash: 'xyz',
      hashType: 'MD5',
      nonce: '',
      allowedInteractionsOrder: 'displayTextAndPIN',
      capabilities: 'all',
      requestProperties: { shareMdClientIpAddress: 'yes' },
    }
    expect(new Set(fieldsOf(() => parseBody(authenticationBody, sent)))).toEqual(
      new Set([
        'relyingPartyUUID',
        'relyingPartyName',
        'certificateLevel',
        'hash',
        'hashType',
        'nonce',
        'allowedInteractionsOrder',
        'capabilities',
        'requestProperties.shareMdClientIpAddress',
      ]),
    )
    expect(fieldsOf(() => parseBody(authenticationBody, undefined))).toEqual(['body'])
  })

  test.each([
    ['SHA256', 32, true],
    ['SHA384', 48, true],
    ['SHA512', 64, true],
    ['SHA512', 32, false],
    ['SHA256', 48, false],
  ])('a hash of %s with %d octets fits: %p', (hashType, octets, fits) => {
    const sent = { ...BODY, hashType, hash: Buffer.alloc(octets).toString('base64') }
    expect(fieldsOf(() => parseBody(signatureBody, sent))).toEqual(fits ? [] : ['hash'])
  })

  test('a nonce has 1 to 30 characters', () => {
    expect(fieldsOf(() => parseBody(signatureBody, { ...BODY, nonce: 'n'.repeat(30) }))).toEqual([])
    expect(fieldsOf(() => parseBody(signatureBody, { ...BODY, nonce: 'n'.repeat(31) }))).toEqual(['nonce'])
  })

  test('QSCD asks for a qualified certificate, and makes no sense for an authentication', () => {
    expect(parseBody(signatureBody, { ...BODY, certificateLevel: 'QSCD' }).certificateLevel).toBe('QUALIFIED')
    expect(fieldsOf(() => parseBody(authenticationBody, { ...BODY, certificateLevel: 'QSCD' }))).toEqual([
      'certificateLevel',
    ])
  })

  test('a certificate choice needs the relying party only', () => {
    const { relyingPartyUUID, relyingPartyName } = BODY
    expect(parseBody(certificateChoiceBody, { relyingPartyUUID, relyingPartyName })).toEqual({
      relyingPartyUUID,
      relyingPartyName,
    })
  })

  test('the hash is signed as PKCS #1 v1.5', () => {
    expect(toSign(parseBody(signatureBody, BODY))).toEqual({
      protocol: 'digest',
      digest: Uint8Array.from(HASH),
      algorithm: { padding: 'PKCS1_V1_5', hash: 'SHA-256' },
    })
  })
})
