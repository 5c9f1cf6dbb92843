/** pending: what a phone may show now, each request with all that the phone needs to show and to sign it. */

import { KEY_OF_KIND } from '../../domain/accounts/account.ts'
import { IS_LIVE_ACCOUNT } from '../../domain/accounts/device.ts'
import type { Friction } from '../../domain/sessions/decision.ts'
import type { PhoneRequest, PhoneToSign, PhoneWarning } from '../../domain/sessions/phoneRequest.ts'
import { type Session, wallTimeOf } from '../../domain/sessions/session.ts'
import type { Instant } from '../../domain/time.ts'
import { signedCallbackUrl } from '../../signing/acspV2.ts'
import { freshnessToken } from '../../signing/freshness.ts'
import { callbackUrl } from '../../signing/sessionSecrets.ts'
import { warningFor } from '../../warnings/warningFor.ts'
import type { CoreDependencies } from '../dependencies.ts'
import { codeChoices } from './codeChoices.ts'
import { isFor, type Phone } from './phone.ts'
import type { AccountKeyRecord, DeviceLinks, KeyReads } from './ports.ts'
import { type ToBeSigned, toBeSigned } from './toBeSigned.ts'

export type PendingDependencies = Pick<
  CoreDependencies,
  'clock' | 'settings' | 'sessions' | 'changeNotifications'
> & {
  keys: KeyReads
  deviceLinks: DeviceLinks
}

/** Oldest first. A session that has run out but was not swept yet is left out. */
export async function pending(deps: PendingDependencies, phone: Phone): Promise<PhoneRequest[]> {
  const { account } = phone
  if (!IS_LIVE_ACCOUNT[account.state]) return []
  const delivered = await deps.sessions.deliveredTo(account.subjectId, account.id)
  const now = deps.clock.now()
  const shown = delivered.filter(
    (session) => isFor(session, phone) && canShow(session, phone) && isLive(session, now),
  )
  if (shown.length === 0) return []
  const keys = await deps.keys.ofAccount(account.id)
  const requests = await Promise.all(shown.map((session) => toPhoneRequest(deps, phone, session, keys)))
  return requests.filter((request) => request !== null)
}

function isLive(session: Session, wallNow: Instant): boolean {
  return wallNow < wallTimeOf(session, session.expiresAt)
}

function canShow(session: Session, { account }: Phone): boolean {
  return session.interactionUsed === null || account.device.interactions.includes(session.interactionUsed)
}

async function toPhoneRequest(
  deps: PendingDependencies,
  phone: Phone,
  session: Session,
  keys: readonly AccountKeyRecord[],
): Promise<PhoneRequest | null> {
  const key = keys.find((one) => one.purpose === KEY_OF_KIND[session.kind])
  if (key === undefined || key.standing.state === 'destroyed' || session.flow === null) return null
  const decision = await deps.sessions.deliveryDecision(session.id)
  const friction = decision?.friction ?? null
  const signs = toBeSigned(session, key.modulus, deps.settings.schemeName)
  const choices = codeChoices(session, friction)
  return {
    sessionId: session.id,
    kind: session.kind,
    flow: session.flow,
    relyingPartyName: session.relyingParty.name,
    interaction: session.interactions.find(({ type }) => type === session.interactionUsed) ?? null,
    verificationCode: choices === null ? session.verificationCode : null,
    codeChoices: choices,
    warning:
      decision?.warningId == null || friction === null
        ? null
        : toWarning(decision.warningId, phone.account.device.language, friction),
    expiresAt: wallTimeOf(session, session.expiresAt),
    key: signs === null ? null : { keyId: key.id, freshnessToken: freshnessToken(toFreshnessInput(key)) },
    toSign: signs === null ? null : toPhoneToSign(signs),
    callback: await toCallback(deps, session),
  }
}

export function toFreshnessInput(key: AccountKeyRecord) {
  return { keyId: key.id, version: key.version, transportKey: key.transportKey }
}

function toPhoneToSign({ encodedMessage, algorithm, content }: ToBeSigned): PhoneToSign {
  return { encodedMessage: Buffer.from(encodedMessage).toString('base64url'), algorithm, content }
}

function toWarning(warningId: string, language: string, friction: Friction): PhoneWarning {
  return { ...warningFor(warningId, language), ...friction }
}

/** Same-device flows go on in the browser or app where they began, which must hear what only it may know. */
async function toCallback(deps: PendingDependencies, session: Session): Promise<PhoneRequest['callback']> {
  if (session.flow === null || signedCallbackUrl(session.flow, session.initialCallbackUrl) === '') return null
  const sessionSecret = await deps.deviceLinks.secretOf(session.id)
  if (sessionSecret === null || session.initialCallbackUrl === null) return null
  const userChallengeVerifier =
    session.kind === 'authentication' ? session.signing.userChallengeVerifier : null
  return {
    url: callbackUrl({
      initialCallbackUrl: session.initialCallbackUrl,
      sessionSecret,
      userChallengeVerifier,
    }),
  }
}
