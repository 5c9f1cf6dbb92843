/** Browser and system of a user agent without versions: what stays the same for years on one device. */

/** The first that fits names the browser: most of them claim to be the ones below, too. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(e|A|iOS)?\//, 'edge'],
  [/\bOPR\/|\bOpera\b/, 'opera'],
  [/\bSamsungBrowser\//, 'samsung'],
  [/\bVivaldi\//, 'vivaldi'],
  [/\bFirefox\/|\bFxiOS\//, 'firefox'],
  [/\bChrome\/|\bCriOS\//, 'chrome'],
  [/\bSafari\//, 'safari'],
]

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\bWindows\b/, 'windows'],
  [/\bAndroid\b/, 'android'],
  [/\b(iPhone|iPad|iPod)\b/, 'ios'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macos'],
  [/\bCrOS\b/, 'chromeos'],
  [/\bLinux\b|\bX11\b/, 'linux'],
]

/** E.g. `firefox on linux`; `other` for what is not known. */
export function userAgentFamily(userAgent: string): string {
  return `${firstOf(BROWSERS, userAgent)} on ${systemOf(userAgent)}`
}

/** E.g. `linux`; `other` for what is not known. */
export function systemOf(userAgent: string): string {
  return firstOf(SYSTEMS, userAgent)
}

function firstOf(names: readonly (readonly [RegExp, string])[], userAgent: string): string {
  return names.find(([pattern]) => pattern.test(userAgent))?.[1] ?? 'other'
}
