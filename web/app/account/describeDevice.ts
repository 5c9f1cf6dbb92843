import type { DeviceDescription } from '../../../server/domain/accounts/device.ts'

const APP_VERSION = '0.1.0'

/**
 * What a web app can tell of the phone it runs in. A page cannot see root access, debuggers, calls or
 * screen sharing, so those are reported as not found; a native app reports them for real.
 */
export function describeDevice(language: string): DeviceDescription {
  const { browser, system } = readUserAgent(navigator.userAgent)
  return {
    platform: 'web',
    model: browser,
    osVersion: system,
    appVersion: APP_VERSION,
    language,
    interactions: [
      'displayTextAndPIN',
      'verificationCodeChoice',
      'confirmationMessage',
      'confirmationMessageAndVerificationCodeChoice',
    ],
    integrity: {
      rooted: false,
      debuggerAttached: false,
      emulator: false,
      remoteControlActive: false,
      accessibilityServiceActive: false,
      callActive: false,
      hardwareKeyStore: false,
      randomnessTestPassed: passesMonobitTest(crypto.getRandomValues(new Uint8Array(2500))),
    },
  }
}

const SYSTEMS = [
  ['Android', /Android ([\d.]+)/],
  ['iOS', /(?:iPhone )?OS ([\d_]+) like Mac/],
  ['Windows', /Windows NT ([\d.]+)/],
  ['macOS', /Mac OS X ([\d_]+)/],
  ['Linux', /Linux/],
] as const
const BROWSERS = [
  ['Edge', /Edg\/(\d+)/],
  ['Firefox', /Firefox\/(\d+)/],
  ['Chrome', /Chrome\/(\d+)/],
  ['Safari', /Version\/(\d+)[\d.]* .*Safari/],
] as const

export function readUserAgent(userAgent: string): { browser: string; system: string } {
  return {
    browser: firstMatch(BROWSERS, userAgent) ?? 'Browser',
    system: firstMatch(SYSTEMS, userAgent) ?? 'unknown',
  }
}

function firstMatch(table: readonly (readonly [string, RegExp])[], text: string): string | null {
  for (const [name, pattern] of table) {
    const match = pattern.exec(text)
    if (match !== null)
      return [name, match[1]?.replaceAll('_', '.')].filter((part) => part !== undefined).join(' ')
  }
  return null
}

/** FIPS 140-2 (before change notice 2) §4.9.1, monobit test: of 20,000 bits, 9,725 to 10,275 are ones. */
export function passesMonobitTest(octets: Uint8Array): boolean {
  const ones = octets.reduce((sum, octet) => sum + octet.toString(2).replaceAll('0', '').length, 0)
  return octets.length === 2500 && ones > 9_725 && ones < 10_275
}
