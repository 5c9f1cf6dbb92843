import { describe, expect, test } from '@jest/globals'
import { signedCallbackUrl } from '../../server/signing/acspV2.ts'
import { callbackUrl, sessionSecretDigestOf } from '../../server/signing/sessionSecrets.ts'

const sessionSecret = new Uint8Array(32).fill(1)
const digest = sessionSecretDigestOf(sessionSecret)

describe('callbackUrl', () => {
  test('goes on with & where the address has a query, and tells the verifier of an authentication', () => {
    const input = { initialCallbackUrl: 'https://rp.example.com/back?value=x', sessionSecret }
    expect(callbackUrl({ ...input, userChallengeVerifier: 'v' })).toBe(
      `https://rp.example.com/back?value=x&sessionSecretDigest=${digest}&userChallengeVerifier=v`,
    )
  })

  test('begins the query with ? where there is none, without a verifier for others', () => {
    const input = {
      initialCallbackUrl: 'https://rp.example.com/back',
      sessionSecret,
      userChallengeVerifier: null,
    }
    expect(callbackUrl(input)).toBe(`https://rp.example.com/back?sessionSecretDigest=${digest}`)
  })
})

test('only same-device flows sign a callback', () => {
  const url = 'https://rp.example.com/back'
  const flows = ['QR', 'Notification', 'Web2App', 'App2App'] as const
  expect(flows.map((flow) => signedCallbackUrl(flow, url))).toEqual(['', '', url, url])
  expect(signedCallbackUrl('Web2App', null)).toBe('')
})
