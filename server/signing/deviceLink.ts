/** Device links of RP API v3: what a relying party shows as a QR code or opens as an address, and its MAC. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { SessionKind } from '../domain/sessions/session.ts'
import { utf8ToBase64 } from './acspV2.ts'

export const DEVICE_LINK_TYPES = ['QR', 'Web2App', 'App2App'] as const
export type DeviceLinkType = (typeof DEVICE_LINK_TYPES)[number]

export const SESSION_TYPE_OF = {
  authentication: 'auth',
  signature: 'sign',
  certificateChoice: 'cert',
} as const satisfies Record<SessionKind, string>
export type SessionType = (typeof SESSION_TYPE_OF)[SessionKind]

export type DeviceLink = {
  deviceLinkBase: string
  sessionToken: string
  sessionType: SessionType
  /** Three letters, e.g. `eng`. */
  lang: string
} & (
  | { deviceLinkType: 'QR' /** Seconds since the session was answered. */; elapsedSeconds: number }
  | { deviceLinkType: 'Web2App' | 'App2App' }
)

/** What the session holds and the link must have been made with. */
export type DeviceLinkSession = {
  /** `smart-id` or `smart-id-demo`. */
  scheme: string
  sessionSecret: Uint8Array
  relyingPartyName: string
  /** Empty where no broker stands between. */
  brokeredRpName: string
  /** Base64 as sent; null where the session has none (certificate choice). */
  interactionsB64: string | null
  initialCallbackUrl: string | null
} & (
  | { signatureProtocol: 'ACSP_V2' /** Base64 as sent. */; rpChallenge: string }
  | { signatureProtocol: 'RAW_DIGEST_SIGNATURE' /** Base64 as sent. */; digest: string }
  | { signatureProtocol: 'none' }
)

/** The link without its MAC. The order is fixed and nothing is URL-encoded. */
export function unprotectedDeviceLink(link: DeviceLink): string {
  const elapsed = link.deviceLinkType === 'QR' ? `&elapsedSeconds=${link.elapsedSeconds}` : ''
  return (
    `${link.deviceLinkBase}?deviceLinkType=${link.deviceLinkType}${elapsed}` +
    `&sessionToken=${link.sessionToken}&sessionType=${link.sessionType}&version=1.0&lang=${link.lang}`
  )
}

/** b64url(HMAC-SHA256(session secret, payload)). */
export function authCode(session: DeviceLinkSession, unprotectedLink: string, type: DeviceLinkType): string {
  const payload = authCodePayload(session, unprotectedLink, type)
  return createHmac('sha256', session.sessionSecret).update(payload, 'utf8').digest('base64url')
}

export function authCodePayload(
  session: DeviceLinkSession,
  unprotectedLink: string,
  type: DeviceLinkType,
): string {
  const [protocol, signedValue] = signedPart(session)
  return [
    session.scheme,
    protocol,
    signedValue,
    utf8ToBase64(session.relyingPartyName),
    utf8ToBase64(session.brokeredRpName),
    session.interactionsB64 ?? '',
    type === 'QR' ? '' : (session.initialCallbackUrl ?? ''),
    unprotectedLink,
  ].join('|')
}

function signedPart(session: DeviceLinkSession): [protocol: string, value: string] {
  if (session.signatureProtocol === 'ACSP_V2') return ['ACSP_V2', session.rpChallenge]
  if (session.signatureProtocol === 'RAW_DIGEST_SIGNATURE') return ['RAW_DIGEST_SIGNATURE', session.digest]
  return ['', '']
}

const LINK =
  /^(?<base>[^?#\s]+)\?deviceLinkType=(?<type>QR|Web2App|App2App)(?:&elapsedSeconds=(?<elapsed>\d{1,6}))?&sessionToken=(?<token>[A-Za-z0-9]{24,128})&sessionType=(?<sessionType>auth|sign|cert)&version=1\.0&lang=(?<lang>[a-z]{3})&authCode=(?<authCode>[A-Za-z0-9_-]{43})$/

const partsSchema = z.object({
  base: z.string(),
  type: z.enum(DEVICE_LINK_TYPES),
  elapsed: z.coerce.number().optional(),
  token: z.string(),
  sessionType: z.enum(['auth', 'sign', 'cert']),
  lang: z.string(),
  authCode: z.string(),
})

export type ParsedDeviceLink = { link: DeviceLink; unprotectedLink: string; authCode: string }

/** @returns null where the text is no device link of version 1.0 in the fixed order. */
export function parseDeviceLink(text: string): ParsedDeviceLink | null {
  const parts = partsSchema.safeParse(LINK.exec(text)?.groups)
  if (!parts.success) return null
  const { base, type, elapsed, token, sessionType, lang, authCode } = parts.data
  // elapsedSeconds belongs to QR codes, which change every second, and to nothing else.
  if ((type === 'QR') !== (elapsed !== undefined)) return null
  const shared = { deviceLinkBase: base, sessionToken: token, sessionType, lang }
  const link: DeviceLink =
    type === 'QR'
      ? { ...shared, deviceLinkType: type, elapsedSeconds: elapsed ?? 0 }
      : { ...shared, deviceLinkType: type }
  return { link, unprotectedLink: text.slice(0, text.lastIndexOf('&authCode=')), authCode }
}

/** True where the relying party that holds the session secret made this very link. */
export function isAuthentic(parsed: ParsedDeviceLink, session: DeviceLinkSession): boolean {
  const expected = Buffer.from(authCode(session, parsed.unprotectedLink, parsed.link.deviceLinkType))
  const given = Buffer.from(parsed.authCode)
  return expected.length === given.length && timingSafeEqual(expected, given)
}

/**
 * Whether a QR code is as old as it says: `ageSeconds` is the server's own count since it answered the
 * session. Other links have no age.
 */
export function isFresh(link: DeviceLink, ageSeconds: number, toleranceSeconds: number): boolean {
  return link.deviceLinkType !== 'QR' || Math.abs(ageSeconds - link.elapsedSeconds) <= toleranceSeconds
}
