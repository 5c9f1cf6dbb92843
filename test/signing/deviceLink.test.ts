import { describe, expect, test } from '@jest/globals'
import {
  authCode,
  type DeviceLink,
  type DeviceLinkSession,
  isAuthentic,
  isFresh,
  parseDeviceLink,
  unprotectedDeviceLink,
} from '../../server/signing/deviceLink.ts'

const link: DeviceLink = {
  deviceLinkBase: 'https://smart-id.com/device-link',
  deviceLinkType: 'QR',
  elapsedSeconds: 7,
  sessionToken: 'abcdefghijklmnopqrstuvwx',
  sessionType: 'auth',
  lang: 'est',
}
const session: DeviceLinkSession = {
  scheme: 'smart-id-demo',
  sessionSecret: new Uint8Array(32).fill(7),
  relyingPartyName: 'Näidis | RP',
  brokeredRpName: '',
  interactionsB64: 'W10=',
  initialCallbackUrl: 'https://rp.example.com/back',
  signatureProtocol: 'ACSP_V2',
  rpChallenge: 'AAAA',
}

function protectedLink(one: DeviceLink, by: DeviceLinkSession = session): string {
  const unprotected = unprotectedDeviceLink(one)
  return `${unprotected}&authCode=${authCode(by, unprotected, one.deviceLinkType)}`
}

describe('a device link', () => {
  const whole = protectedLink(link)

  test('is authentic as it was made, whatever callback a QR session has', () => {
    const parsed = parseDeviceLink(whole)
    expect(parsed?.link).toEqual(link)
    expect(parsed !== null && isAuthentic(parsed, { ...session, initialCallbackUrl: null })).toBe(true)
  })

  test.each([
    ['another age', whole.replace('elapsedSeconds=7', 'elapsedSeconds=8')],
    ['another session type', whole.replace('sessionType=auth', 'sessionType=sign')],
    ['another language', whole.replace('lang=est', 'lang=eng')],
    ['another base', whole.replace('smart-id.com', 'example.com')],
    ['another token', whole.replace('abcdef', 'Abcdef')],
  ])('with %s is not authentic', (_, text) => {
    const parsed = parseDeviceLink(text)
    if (parsed === null) throw new Error('should parse')
    expect(isAuthentic(parsed, session)).toBe(false)
  })

  test.each([
    ['the secret', { ...session, sessionSecret: new Uint8Array(32) }],
    ['the scheme', { ...session, scheme: 'smart-id' }],
    ['the relying party', { ...session, relyingPartyName: 'RP' }],
    ['the broker', { ...session, brokeredRpName: 'B' }],
    ['the interactions', { ...session, interactionsB64: 'W1td' }],
  ] satisfies [string, DeviceLinkSession][])('of a session where %s differs is not authentic', (_, other) => {
    const parsed = parseDeviceLink(whole)
    expect(parsed !== null && isAuthentic(parsed, other)).toBe(false)
  })

  test('of a same-device flow binds the callback', () => {
    const { elapsedSeconds, ...rest } = link
    expect(elapsedSeconds).toBe(7)
    const parsed = parseDeviceLink(protectedLink({ ...rest, deviceLinkType: 'Web2App' }))
    if (parsed === null) throw new Error('should parse')
    expect(isAuthentic(parsed, session)).toBe(true)
    expect(isAuthentic(parsed, { ...session, initialCallbackUrl: 'https://rp.example.com/other' })).toBe(
      false,
    )
  })

  test.each([
    ['empty', ''],
    ['without a code', whole.slice(0, whole.indexOf('&authCode'))],
    ['QR without an age', whole.replace('&elapsedSeconds=7', '')],
    ['Web2App with an age', whole.replace('deviceLinkType=QR', 'deviceLinkType=Web2App')],
    ['another version', whole.replace('version=1.0', 'version=2.0')],
    ['another order', whole.replace('&version=1.0&lang=est', '&lang=est&version=1.0')],
    ['URL-encoded', whole.replace('lang=est', 'lang=e%73t')],
    ['with something after it', `${whole}&more=1`],
  ])('that is %s does not parse', (_, text) => {
    expect(parseDeviceLink(text)).toBeNull()
  })

  test('by QR is fresh within the tolerance on both sides; other links have no age', () => {
    expect([1, 2, 12, 13].map((age) => isFresh(link, age, 5))).toEqual([false, true, true, false])
    const { elapsedSeconds, ...rest } = link
    expect(isFresh({ ...rest, deviceLinkType: 'App2App' }, elapsedSeconds + 999, 5)).toBe(true)
  })
})
