/**
 * claim: a phone brings a device link, and the session has a person. From here it is a request like any
 * other: the full decision is made, and only then the phone hears of it.
 */
import { canServe } from '../../domain/accounts/account.ts'
import type { SessionId } from '../../domain/ids.ts'
import type { Session } from '../../domain/sessions/session.ts'
import { addMs, SECOND_MS } from '../../domain/time.ts'
import { AppError } from '../../errors.ts'
import {
  type DeviceLinkSession,
  isAuthentic,
  isFresh,
  type ParsedDeviceLink,
  parseDeviceLink,
  SESSION_TYPE_OF,
} from '../../signing/deviceLink.ts'
import type { Dependencies, PhoneDependencies } from '../dependencies.ts'
import { phoneEndOf } from '../request/artefactKeys.ts'
import { decideByDeadline } from '../request/decideByDeadline.ts'
import { moveSession } from '../request/moveSession.ts'
import { addJob, isMoved, transact } from '../transact.ts'
import type { Phone } from './phone.ts'

/** @throws AppError badRequest where it is no link; notFound where it leads nowhere for this phone, whatever the reason. */
export async function claim(deps: PhoneDependencies, phone: Phone, deviceLink: string): Promise<SessionId> {
  const parsed = parseDeviceLink(deviceLink)
  if (parsed === null) throw new AppError('badRequest', 'This is not a device link')
  const found = await deps.sessions.findByToken(parsed.link.sessionToken)
  if (found === null || !isGood(deps, parsed, found, phone) || !isMeantFor(found.session, phone))
    throw leadsNowhere()
  const { session } = found
  if (session.state !== 'AWAITING_CLAIM') throw leadsNowhere()

  const deadlineAt = addMs(deps.clock.now(), deps.settings.scoreDeadlineMs)
  const { subjectId, id: accountId } = phone.account
  const flow = parsed.link.deviceLinkType
  const set = { flow, subjectId, accountId, ...phoneEndOf(deps, phone.ip), dueAt: deadlineAt }
  // Before the commit, for a queue that does not answer must not keep the timer from starting.
  decideByDeadline(deps, session.id)
  const claimed = await isMoved(
    transact(deps, async (tx) => {
      await moveSession(tx, session, { to: 'RECEIVED', set })
      await addJob(tx, { job: 'score', payload: { sessionId: session.id, deadlineAt } })
    }),
  )
  // A link is good for one claim.
  if (!claimed) throw leadsNowhere()
  return session.id
}

/** One answer for all reasons: forged, stale, used, over, another person's. */
function leadsNowhere(): AppError {
  return new AppError('notFound', 'The link is not valid, or no longer')
}

type Found = { session: Session; secret: Uint8Array }

/** Integrity, validity and freshness of the link (RP API v3, device-link rules). */
function isGood(
  deps: PhoneDependencies,
  parsed: ParsedDeviceLink,
  { session, secret }: Found,
  phone: Phone,
): boolean {
  if (phone.at >= session.expiresAt) return false
  if (parsed.link.deviceLinkBase !== deps.settings.deviceLinkBase) return false
  if (parsed.link.sessionType !== SESSION_TYPE_OF[session.kind]) return false
  if (!isAuthentic(parsed, toDeviceLinkSession(deps, session, secret))) return false
  const ageSeconds = (phone.at - session.occurredAt) / SECOND_MS
  return isFresh(parsed.link, ageSeconds, deps.settings.qrFreshnessSeconds)
}

function isMeantFor(session: Session, { account }: Phone): boolean {
  if (session.subjectId !== null && session.subjectId !== account.subjectId) return false
  if (session.accountId !== null && session.accountId !== account.id) return false
  return canServe(account, session.kind, session.requestedLevel)
}

function toDeviceLinkSession(
  deps: Pick<Dependencies, 'settings'>,
  session: Session,
  sessionSecret: Uint8Array,
): DeviceLinkSession {
  const shared = {
    scheme: deps.settings.schemeName,
    sessionSecret,
    relyingPartyName: session.relyingParty.name,
    brokeredRpName: '',
    interactionsB64: session.interactionsB64,
    initialCallbackUrl: session.initialCallbackUrl,
  }
  const { toSign } = session
  switch (toSign.protocol) {
    case 'acspV2':
      return { ...shared, signatureProtocol: 'ACSP_V2', rpChallenge: toSign.rpChallenge }
    case 'digest': {
      const digest = Buffer.from(toSign.digest).toString('base64')
      return { ...shared, signatureProtocol: 'RAW_DIGEST_SIGNATURE', digest }
    }
    case 'none':
      return { ...shared, signatureProtocol: 'none' }
  }
}
