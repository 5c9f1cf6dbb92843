import { describe, expect, test } from '@jest/globals'
import { AppError } from '../../server/errors.ts'
import { parseBody } from '../../server/rp-api/parse.ts'
import {
  deviceLinkAuthenticationBody,
  deviceLinkCertificateChoiceBody,
  deviceLinkSignatureBody,
  linkedSignatureBody,
  notificationAuthenticationBody,
  notificationSignatureBody,
} from '../../server/rp-api/v3/schemas.ts'

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64')
const octets = (length: number) => Buffer.alloc(length, 9).toString('base64')

const RELYING_PARTY = { relyingPartyUUID: '00000000-0000-4000-8000-000000000000', relyingPartyName: 'DEMO' }
const INTERACTIONS = encode([{ type: 'displayTextAndPIN', displayText60: 'Log in' }])
const PSS = { signatureAlgorithm: 'rsassa-pss', signatureAlgorithmParameters: { hashAlgorithm: 'SHA-512' } }
const AUTHENTICATION = {
  ...RELYING_PARTY,
  signatureProtocol: 'ACSP_V2',
  signatureProtocolParameters: { rpChallenge: octets(64), ...PSS },
  interactions: INTERACTIONS,
}
const SIGNATURE = {
  ...RELYING_PARTY,
  signatureProtocol: 'RAW_DIGEST_SIGNATURE',
  signatureProtocolParameters: { digest: octets(64), ...PSS },
  interactions: INTERACTIONS,
}

function fieldsOf(parse: () => unknown): string[] {
  try {
    parse()
    return []
  } catch (error) {
    return error instanceof AppError ? error.fields.map(({ field }) => field) : ['?']
  }
}

describe('authentication of v3', () => {
  test('a link needs no callback; a notification needs the kind of code', () => {
    expect(fieldsOf(() => parseBody(deviceLinkAuthenticationBody, AUTHENTICATION))).toEqual([])
    expect(fieldsOf(() => parseBody(notificationAuthenticationBody, AUTHENTICATION))).toEqual(['vcType'])
    expect(
      fieldsOf(() => parseBody(notificationAuthenticationBody, { ...AUTHENTICATION, vcType: 'numeric4' })),
    ).toEqual([])
  })

  test('signs the challenge exactly as it was sent', () => {
    const { signatureProtocolParameters } = parseBody(deviceLinkAuthenticationBody, AUTHENTICATION)
    expect(signatureProtocolParameters.toSign).toEqual({
      protocol: 'acspV2',
      rpChallenge: octets(64),
      algorithm: { padding: 'PSS', hash: 'SHA-512', saltLength: 64 },
    })
  })

  test('a nonce is forbidden', () => {
    expect(
      fieldsOf(() => parseBody(deviceLinkAuthenticationBody, { ...AUTHENTICATION, nonce: 'x' })),
    ).toEqual(['nonce'])
  })

  test.each([
    ['31 octets', octets(31)],
    ['65 octets', octets(65)],
    ['base64 without its padding', octets(32).replace('=', '')],
    ['base64url', Buffer.alloc(33, 0xff).toString('base64url')],
  ])('a challenge of %s is refused', (_what, rpChallenge) => {
    const sent = { ...AUTHENTICATION, signatureProtocolParameters: { ...PSS, rpChallenge } }
    expect(fieldsOf(() => parseBody(deviceLinkAuthenticationBody, sent))).toEqual([
      'signatureProtocolParameters.rpChallenge',
    ])
  })

  test('another protocol is refused', () => {
    const sent = { ...AUTHENTICATION, signatureProtocol: 'ACSP_V1' }
    expect(fieldsOf(() => parseBody(deviceLinkAuthenticationBody, sent))).toEqual(['signatureProtocol'])
  })
})

describe('signature of v3', () => {
  test.each(['SHA-256', 'SHA-384', 'SHA-512', 'SHA3-256', 'SHA3-384', 'SHA3-512'])(
    'takes PSS over %s',
    (hashAlgorithm) => {
      const length = Number(hashAlgorithm.slice(-3)) / 8
      const sent = {
        ...SIGNATURE,
        signatureProtocolParameters: {
          signatureAlgorithm: 'rsassa-pss',
          signatureAlgorithmParameters: { hashAlgorithm },
          digest: octets(length),
        },
      }
      expect(parseBody(deviceLinkSignatureBody, sent).signatureProtocolParameters).toMatchObject({
        algorithm: { padding: 'PSS', hash: hashAlgorithm, saltLength: length },
      })
    },
  )

  test('PSS needs its hash, and a digest as long as that', () => {
    const parse = (parameters: object) => () =>
      parseBody(deviceLinkSignatureBody, { ...SIGNATURE, signatureProtocolParameters: parameters })
    expect(fieldsOf(parse({ digest: octets(64), signatureAlgorithm: 'rsassa-pss' }))).toEqual([
      'signatureProtocolParameters.signatureAlgorithmParameters.hashAlgorithm',
    ])
    expect(fieldsOf(parse({ digest: octets(32), ...PSS }))).toEqual(['signatureProtocolParameters.digest'])
  })

  test('the legacy algorithms bring their hash along and bear no other', () => {
    const parse = (parameters: object) =>
      parseBody(notificationSignatureBody, {
        ...SIGNATURE,
        signatureProtocolParameters: {
          digest: octets(48),
          signatureAlgorithm: 'sha384WithRSAEncryption',
          ...parameters,
        },
      })
    expect(parse({}).signatureProtocolParameters).toMatchObject({
      algorithm: { padding: 'PKCS1_V1_5', hash: 'SHA-384' },
    })
    expect(fieldsOf(() => parse({ signatureAlgorithmParameters: { hashAlgorithm: 'SHA-512' } }))).toEqual([
      'signatureProtocolParameters.signatureAlgorithmParameters.hashAlgorithm',
    ])
  })

  test('a linked one names the session that it continues', () => {
    expect(fieldsOf(() => parseBody(linkedSignatureBody, SIGNATURE))).toEqual(['linkedSessionID'])
    const linkedSessionID = 'de305d54-75b4-431b-adb2-eb6b9e546016'
    expect(fieldsOf(() => parseBody(linkedSignatureBody, { ...SIGNATURE, linkedSessionID }))).toEqual([])
  })
})

test.each([
  ['https://rp.example.com/callback?value=RrKjjT4', true],
  [`https://${'a'.repeat(1792)}`, true],
  [`https://${'a'.repeat(1793)}`, false],
  ['http://rp.example.com/callback', false],
  ['https://rp.example.com/a|b', false],
  ['https://rp.example.com/#part', false],
  ['https://', false],
])('a callback to %.40s is taken: %p', (initialCallbackUrl, taken) => {
  const parse = () => parseBody(deviceLinkCertificateChoiceBody, { ...RELYING_PARTY, initialCallbackUrl })
  expect(fieldsOf(parse)).toEqual(taken ? [] : ['initialCallbackUrl'])
})
