import { describe, expect, test } from '@jest/globals'
import type { AcspV2Fields, PhoneRequest } from '../../server/domain/sessions/phoneRequest.ts'
import type { SignatureAlgorithm } from '../../server/domain/sessions/session.ts'
import { acspV2Digest } from '../../server/signing/acspV2.ts'
import { digest } from '../../server/signing/digest.ts'
import { encodeMessage } from '../../server/signing/encodedMessage.ts'
import { checkShownRequest } from '../../web/phone/shownRequest.ts'
import { makeTestKey } from './support/testKeys.ts'

const { modulus } = makeTestKey(2048)
const PSS: SignatureAlgorithm = { padding: 'PSS', hash: 'SHA-512', saltLength: 64 }
const SALT = new Uint8Array(64).fill(5)

const interactions = [
  { type: 'confirmationMessage', displayText200: 'Log in to Näidis?' },
  { type: 'displayTextAndPIN', displayText60: 'Log in' },
]
const fields: AcspV2Fields = {
  scheme: 'smart-id-demo',
  serverRandom: 'c2VydmVyIHJhbmRvbSBvZiAyNCBv',
  rpChallenge: 'AAAA',
  userChallenge: 'challenge',
  relyingPartyName: 'Näidis',
  brokeredRpName: '',
  interactionsB64: Buffer.from(JSON.stringify(interactions)).toString('base64'),
  interactionTypeUsed: 'displayTextAndPIN',
  initialCallbackUrl: '',
  flowType: 'QR',
}

/** A request that the server encoded from `signed`, shown as `shown` says. */
function request(signed: AcspV2Fields = fields, shown: Partial<PhoneRequest> = {}): PhoneRequest {
  const encodedMessage = encodeMessage(acspV2Digest(signed, 'SHA-512'), PSS, 2048, SALT)
  return {
    sessionId: 's',
    kind: 'authentication',
    flow: 'QR',
    relyingPartyName: 'Näidis',
    interaction: { type: 'displayTextAndPIN', text: 'Log in' },
    verificationCode: null,
    codeChoices: null,
    warning: null,
    expiresAt: 0,
    key: { keyId: 'k', freshnessToken: 't' },
    toSign: {
      encodedMessage: Buffer.from(encodedMessage).toString('base64url'),
      algorithm: PSS,
      content: { protocol: 'acspV2', ...signed },
    },
    callback: null,
    ...shown,
  }
}

describe('checkShownRequest', () => {
  test('takes a request that signs what it shows', () => {
    expect(checkShownRequest(request(), modulus)).toMatchObject({ ok: true })
  })

  test('takes a same-device flow whose callback goes where it signs', () => {
    const signed: AcspV2Fields = {
      ...fields,
      flowType: 'Web2App',
      initialCallbackUrl: 'https://rp.example.com/b',
    }
    const callback = { url: 'https://rp.example.com/b?sessionSecretDigest=x' }
    expect(checkShownRequest(request(signed, { flow: 'Web2App', callback }), modulus)).toMatchObject({
      ok: true,
    })
    const longer = { url: 'https://rp.example.com/bad?sessionSecretDigest=x' }
    expect(checkShownRequest(request(signed, { flow: 'Web2App', callback: longer }), modulus)).toMatchObject({
      ok: false,
    })
    const elsewhere = { url: 'https://evil.example.com/?sessionSecretDigest=x' }
    expect(
      checkShownRequest(request(signed, { flow: 'Web2App', callback: elsewhere }), modulus),
    ).toMatchObject({ ok: false })
  })

  test.each([
    ['another relying party', request({ ...fields, relyingPartyName: 'Other' })],
    ['another flow', request({ ...fields, flowType: 'Notification' })],
    ['another interaction', request({ ...fields, interactionTypeUsed: 'confirmationMessage' })],
    [
      'a text that is not shown',
      request(fields, { interaction: { type: 'displayTextAndPIN', text: 'Pay' } }),
    ],
    ['no text at all', request(fields, { interaction: null })],
    [
      'a callback that a QR code has not',
      request({ ...fields, initialCallbackUrl: 'https://rp.example.com' }),
    ],
    ['interactions that are no JSON', request({ ...fields, interactionsB64: 'AAAA' })],
    ['an authentication inside a signature', request(fields, { kind: 'signature' })],
    ['nothing', request(fields, { toSign: null })],
  ])('refuses a request that signs %s', (_, one) => {
    expect(checkShownRequest(one, modulus)).toMatchObject({ ok: false })
  })

  test('refuses fields that are not those encoded, and another algorithm', () => {
    const honest = request()
    if (honest.toSign === null) throw new Error('nothing to sign')
    const content = { protocol: 'acspV2', ...fields, rpChallenge: 'BBBB' } as const
    expect(checkShownRequest({ ...honest, toSign: { ...honest.toSign, content } }, modulus)).toMatchObject({
      ok: false,
    })
    const algorithm: SignatureAlgorithm = { padding: 'PSS', hash: 'SHA3-512', saltLength: 64 }
    expect(checkShownRequest({ ...honest, toSign: { ...honest.toSign, algorithm } }, modulus)).toMatchObject({
      ok: false,
    })
  })

  test('takes a digest only where it is the one encoded', () => {
    const algorithm: SignatureAlgorithm = { padding: 'PKCS1_V1_5', hash: 'SHA-384' }
    const mHash = digest('SHA-384', 'a document')
    const encodedMessage = Buffer.from(encodeMessage(mHash, algorithm, 2048, new Uint8Array())).toString(
      'base64url',
    )
    const signing = (shown: Uint8Array) =>
      request(fields, {
        kind: 'signature',
        toSign: {
          encodedMessage,
          algorithm,
          content: { protocol: 'digest', digest: Buffer.from(shown).toString('base64') },
        },
      })
    expect(checkShownRequest(signing(mHash), modulus)).toMatchObject({ ok: true })
    expect(checkShownRequest(signing(digest('SHA-384', 'another')), modulus)).toMatchObject({ ok: false })
  })
})
