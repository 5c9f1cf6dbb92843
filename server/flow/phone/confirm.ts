/**
 * confirm: the PIN was entered, the phone sends its part. The release decision is made first; then, in
 * one transaction under a lock on the key, the confirmation is judged, the key moves on, the session ends
 * and the answer is stored, so that the same confirmation sent twice is one signature and one answer.
 */
import { KEY_OF_KIND } from '../../domain/accounts/account.ts'
import type { SessionId } from '../../domain/ids.ts'
import type { Decision } from '../../domain/sessions/decision.ts'
import type { Session } from '../../domain/sessions/session.ts'
import type { Instant } from '../../domain/time.ts'
import { AppError } from '../../errors.ts'
import { sealMessage } from '../../signing/channel.ts'
import { answerTo, type Confirmation, openConfirmation } from '../../signing/confirmation.ts'
import { freshnessOf, freshnessToken } from '../../signing/freshness.ts'
import { type ConfirmationResult, judgeConfirmation } from '../../signing/keyProtocol.ts'
import { newOneTimePassword, secretHash } from '../../signing/oneTimePassword.ts'
import { twoPartyRsa } from '../../signing/twoPartyRsa.ts'
import type { AccountKeyRecord } from '../../stores/accounts/keys.ts'
import type { PrismaWithin } from '../../stores/database/connection.ts'
import type { Transition } from '../../stores/sessions/sessionTransition.ts'
import type { Dependencies } from '../dependencies.ts'
import { enqueueNow } from '../enqueue.ts'
import { blocked, ended } from '../request/applyDecision.ts'
import { decideRelease } from '../request/release.ts'
import type { NewOutboxRow } from '../transact.ts'
import { codeChoices } from './codeChoices.ts'
import { actedBy, endByPhone } from './endByPhone.ts'
import { parseFriction } from './friction.ts'
import { isOpen, type Phone, sessionFor } from './phone.ts'
import { toBeSigned } from './toBeSigned.ts'

export type ConfirmRequest = {
  sessionId: SessionId
  keyId: string
  freshnessToken: string
  sealed: string
  verificationCode?: string
}

/** All that is known of one confirmation when the key is locked. */
type Attempt = {
  phone: Phone
  request: ConfirmRequest
  encodedMessage: Uint8Array
  /** Null: it does not open under the key. */
  confirmation: Confirmation | null
  oneTimePassword: string
  /** Null where the session was over before. */
  decision: (Decision & { decidedAt: Instant; tookMs: number; warningId: null }) | null
}

/**
 * @returns the sealed answer (SealedConfirmationAnswer to CLIENT).
 * @throws AppError notFound; badRequest where a code had to be picked and none came.
 */
export async function confirm(
  deps: Dependencies,
  phone: Phone,
  request: ConfirmRequest,
): Promise<{ sealed: string }> {
  const receivedAt = deps.clock.now()
  const session = await sessionFor(deps, phone, request.sessionId)
  const key = await keyFor(deps, phone, session, request.keyId)
  const signs = toBeSigned(session, key.modulus, deps.settings.schemeName)
  if (session.deliveredAt === null || signs === null) throw new AppError('notFound', 'No such request')

  const open = isOpen(session, phone.at)
  if (open && !(await isRightCode(deps, session, request.verificationCode))) {
    await endByPhone(deps, session, phone, { endResult: 'WRONG_VC' })
    return {
      sealed: await seal(
        key,
        answerTo({ kind: 'otherMessage' }, { ...answerInput(session, key), released: false }),
      ),
    }
  }
  const { encodedMessage } = signs
  const attempt: Attempt = {
    phone,
    request,
    encodedMessage,
    confirmation: await openConfirmation(request.sealed, { ...toIdentity(key), encodedMessage }),
    oneTimePassword: newOneTimePassword(deps.random.bytes),
    decision: open ? await decide(deps, session, phone, receivedAt) : null,
  }
  const carried = await deps.sessions.inTransaction((within) => complete(deps, attempt, key, session, within))
  if (carried === null) throw new AppError('conflict', 'The request is no longer open')
  await enqueueNow(deps, carried.outbox)
  return { sealed: carried.sealed }
}

async function keyFor(
  deps: Dependencies,
  phone: Phone,
  session: Session,
  keyId: string,
): Promise<AccountKeyRecord> {
  const keys = await deps.keys.ofAccount(phone.account.id)
  const key = keys.find((one) => one.id === keyId && one.purpose === KEY_OF_KIND[session.kind])
  if (key === undefined) throw new AppError('notFound', 'No such request')
  return key
}

/** True where there was nothing to pick. */
async function isRightCode(
  deps: Dependencies,
  session: Session,
  picked: string | undefined,
): Promise<boolean> {
  const decision = await deps.sessions.deliveryDecision(session.id)
  if (codeChoices(session, parseFriction(decision?.friction)) === null) return true
  if (picked === undefined) {
    throw new AppError('badRequest', 'Some fields are wrong', {
      fields: [{ field: 'verificationCode', message: 'must be the code that the person picked' }],
    })
  }
  return picked === session.verificationCode
}

async function decide(deps: Dependencies, session: Session, phone: Phone, receivedAt: Instant) {
  const decision = await decideRelease(deps, session, phone)
  return { ...decision, decidedAt: phone.at, tookMs: deps.clock.now() - receivedAt, warningId: null }
}

type Completed = { sealed: string; outbox: NewOutboxRow[] }

async function complete(
  deps: Dependencies,
  attempt: Attempt,
  { id: keyId }: AccountKeyRecord,
  { id: sessionId }: Session,
  within: PrismaWithin,
): Promise<Completed> {
  const key = await deps.keys.lock(keyId, sessionId, within)
  const session = await deps.sessions.find(sessionId, within)
  if (key === null || session === null) throw new AppError('notFound', 'No such request')

  const result = judge(attempt, key)
  if (result.kind === 'replay') return { sealed: await storedAnswer(key, session), outbox: [] }
  const end = endOf(deps, attempt, key, session, result)
  const released = end?.set?.endResult === 'OK'
  const { oneTimePassword } = attempt
  const answer = answerTo(result, { ...answerInput(session, key), oneTimePassword, released })
  const sealed = await seal(key, answer)

  await saveKey(deps, key, result, { sessionId, sealed }, within)
  if (end !== null)
    await deps.sessions.transition(
      { id: sessionId, from: 'DELIVERED', attempt: session.attempt, ...end },
      within,
    )
  return { sealed, outbox: end?.outbox ?? [] }
}

function judge(attempt: Attempt, key: AccountKeyRecord): ConfirmationResult {
  const { confirmation, encodedMessage, phone, request, oneTimePassword } = attempt
  const { modulus, serverShare } = key
  const signatureShare = confirmation?.signatureShare ?? new Uint8Array(0)
  return judgeConfirmation({
    key: key.standing,
    freshness: freshnessOf(request.freshnessToken, toVersion(key)),
    opened: confirmation?.opened ?? null,
    now: phone.at,
    nextPasswordHash: secretHash(oneTimePassword),
    checkShare: () => twoPartyRsa.completeSignature({ modulus, serverShare, encodedMessage, signatureShare }),
  })
}

/** How the session ends by this verdict; null: it does not, or has ended before. */
function endOf(
  deps: Dependencies,
  { phone, decision }: Attempt,
  key: AccountKeyRecord,
  session: Session,
  result: ConfirmationResult,
): Omit<Transition, 'id' | 'from' | 'attempt'> | null {
  if (!isOpen(session, phone.at)) return null
  const acted = actedBy(deps, phone)
  if (result.kind === 'destroy')
    return ended(deps, session, { ...acted, endResult: 'DOCUMENT_UNUSABLE' }, phone.at)
  if (result.kind !== 'signed' || decision === null) return null
  if (decision.outcome !== 'allow') {
    const change = blocked(deps, session, phone.at)
    return { ...change, set: { ...change.set, ...acted }, decision }
  }
  const completed = {
    endResult: 'OK',
    signature: Uint8Array.from(result.signature),
    certificate: key.certificate,
  } as const
  return { ...ended(deps, session, { ...acted, ...completed }, phone.at), decision }
}

async function saveKey(
  deps: Dependencies,
  key: AccountKeyRecord,
  result: ConfirmationResult,
  answer: { sessionId: SessionId; sealed: string },
  within: PrismaWithin,
): Promise<void> {
  switch (result.kind) {
    case 'signed':
    case 'wrongPin':
      return await deps.keys.save(key.id, result.key, answer, within)
    case 'staleState':
      return await deps.keys.save(key.id, result.key, null, within)
    case 'destroy': {
      const now = deps.clock.now()
      if (result.because === 'clone') return await deps.keys.destroyAccount(key.accountId, now, within)
      return await deps.keys.destroy(key.id, now, within)
    }
    case 'replay':
    case 'locked':
    case 'destroyed':
    case 'freshnessMismatch':
    case 'unreadable':
    case 'otherMessage':
      return
    default:
      result satisfies never
  }
}

/**
 * Whichever session it answered: a phone that lost an answer sends the same nonce with its next request,
 * and finds the password that it missed in the answer of the one before.
 */
async function storedAnswer(key: AccountKeyRecord, session: Session): Promise<string> {
  if (key.lastAnswer !== null) return key.lastAnswer.sealed
  return await seal(key, answerTo({ kind: 'unreadable' }, { ...answerInput(session, key), released: false }))
}

function answerInput(session: Session, key: AccountKeyRecord) {
  return { sessionId: session.id, oneTimePassword: '', freshnessToken: freshnessToken(toVersion(key)) }
}

async function seal(key: AccountKeyRecord, answer: ReturnType<typeof answerTo>): Promise<string> {
  return await sealMessage(answer, { transportKey: key.transportKey, kid: key.id, audience: 'CLIENT' })
}

function toVersion(key: AccountKeyRecord) {
  return { keyId: key.id, version: key.version, transportKey: key.transportKey }
}

function toIdentity(key: AccountKeyRecord) {
  return { keyId: key.id, transportKey: key.transportKey }
}
