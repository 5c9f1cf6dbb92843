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
import type { Dependencies } from '../dependencies.ts'
import { enqueueNow, outboxRow } from '../enqueue.ts'
import { phoneEndOf } from '../request/artefactKeys.ts'
import { decideByDeadline } from '../request/decideByDeadline.ts'
import type { Phone } from './phone.ts'

/** @throws AppError badRequest where it is no link; notFound where it leads nowhere for this phone, whatever the reason. */
export async function claim(deps: Dependencies, phone: Phone, deviceLink: string): Promise<SessionId> {
  const parsed = parseDeviceLink(deviceLink)
  if (parsed === null) throw new AppError('badRequest', 'This is not a device link')
  const found = await deps.sessions.findByToken(parsed.link.sessionToken)
  if (found === null || !isGood(deps, parsed, found, phone) || !isMeantFor(found.session, phone))
    throw leadsNowhere()

  const { session } = found
  const deadlineAt = addMs(deps.clock.now(), deps.settings.scoreDeadlineMs)
  const score = outboxRow(deps, { job: 'score', payload: { sessionId: session.id, deadlineAt } })
  const { subjectId, id: accountId } = phone.account
  const claimed = await deps.sessions.transition({
    id: session.id,
    from: 'AWAITING_CLAIM',
    attempt: session.attempt,
    to: 'RECEIVED',
    set: {
      flow: parsed.link.deviceLinkType,
      subjectId,
      accountId,
      ...phoneEndOf(deps, phone.ip),
      dueAt: deadlineAt,
    },
    outbox: [score],
  })
  // A link is good for one claim.
  if (!claimed) throw leadsNowhere()
  decideByDeadline(deps, session.id)
  await enqueueNow(deps, [score])
  return session.id
}

/** One answer for all reasons: forged, stale, used, over, another person's. */
function leadsNowhere(): AppError {
  return new AppError('notFound', 'The link is not valid, or no longer')
}

type Found = { session: Session; secret: Uint8Array }

/** Integrity, validity and freshness of the link (RP API v3, device-link rules). */
function isGood(
  deps: Dependencies,
  parsed: ParsedDeviceLink,
  { session, secret }: Found,
  phone: Phone,
): boolean {
  if (session.state !== 'AWAITING_CLAIM' || phone.at >= session.expiresAt) return false
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
