/**
 * confirm: the PIN was entered, the phone sends its part. The release decision is made first; then, in
 * one transaction under a lock on the key, the confirmation is judged, the key moves on, the session ends
 * and the answer is stored, so that the same confirmation sent twice is one signature and one answer.
 */
import { KEY_OF_KIND } from '../../domain/accounts/account.ts'
import type { SessionId } from '../../domain/ids.ts'
import type { Session, SessionIn } from '../../domain/sessions/session.ts'
import { failed, type MoveTo } from '../../domain/sessions/transition.ts'
import type { Instant } from '../../domain/time.ts'
import { AppError } from '../../errors.ts'
import { sealMessage } from '../../signing/channel.ts'
import { answerTo, type Confirmation, openConfirmation } from '../../signing/confirmation.ts'
import { freshnessOf, freshnessToken } from '../../signing/freshness.ts'
import { type ConfirmationResult, judgeConfirmation } from '../../signing/keyProtocol.ts'
import { newOneTimePassword, secretHash } from '../../signing/oneTimePassword.ts'
import { twoPartyRsa } from '../../signing/twoPartyRsa.ts'
import type { PhoneDependencies } from '../dependencies.ts'
import { blocked, ended } from '../request/applyDecision.ts'
import { type MoveStores, moveSession, type TakenDecision } from '../request/moveSession.ts'
import type { SessionWrites } from '../request/ports.ts'
import { decideRelease } from '../request/release.ts'
import { type Transaction, transact, unlessOvertaken } from '../transact.ts'
import { codeChoices } from './codeChoices.ts'
import { actedBy, endByPhone } from './endByPhone.ts'
import { isOpen, type Phone, sessionFor } from './phone.ts'
import type { AccountKeyRecord, KeyWrites, StoredAnswer } from './ports.ts'
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
  decision: TakenDecision | null
}

/**
 * @returns the sealed answer (SealedConfirmationAnswer to CLIENT).
 * @throws AppError notFound; badRequest where a code had to be picked and none came.
 */
export async function confirm(
  deps: PhoneDependencies,
  phone: Phone,
  request: ConfirmRequest,
): Promise<{ sealed: string }> {
  const receivedAt = deps.clock.now()
  const session = await sessionFor(deps, phone, request.sessionId)
  const key = await keyFor(deps, phone, session, request.keyId)
  const signs = toBeSigned(session, key.modulus, deps.settings.schemeName)
  if (session.deliveredAt === null || signs === null) throw new AppError('notFound', 'No such request')

  if (isOpen(session, phone.at) && !(await isRightCode(deps, session, request.verificationCode))) {
    await endByPhone(deps, session, phone, failed('WRONG_VC'))
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
    decision: isOpen(session, phone.at) ? await decide(deps, session, phone, receivedAt) : null,
  }
  const sealed = await unlessOvertaken(transact(deps, (tx) => complete(deps, tx, attempt, key, session)))
  if (sealed === null) throw new AppError('conflict', 'The request is no longer open')
  return { sealed }
}

async function keyFor(
  deps: PhoneDependencies,
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
  deps: PhoneDependencies,
  session: Session,
  picked: string | undefined,
): Promise<boolean> {
  const decision = await deps.sessions.deliveryDecision(session.id)
  if (codeChoices(session, decision?.friction ?? null) === null) return true
  if (picked === undefined) {
    throw new AppError('badRequest', 'Some fields are wrong', {
      fields: [{ field: 'verificationCode', message: 'must be the code that the person picked' }],
    })
  }
  return picked === session.verificationCode
}

async function decide(deps: PhoneDependencies, session: Session, phone: Phone, receivedAt: Instant) {
  const decision = await decideRelease(deps, session, phone)
  return { ...decision, decidedAt: phone.at, tookMs: deps.clock.now() - receivedAt, warningId: null }
}

type ConfirmTransaction = Transaction<MoveStores & { sessions: Pick<SessionWrites, 'find'>; keys: KeyWrites }>

async function complete(
  deps: PhoneDependencies,
  tx: ConfirmTransaction,
  attempt: Attempt,
  { id: keyId }: AccountKeyRecord,
  { id: sessionId }: Session,
): Promise<string> {
  const key = await tx.keys.lock(keyId, sessionId)
  const session = await tx.sessions.find(sessionId)
  if (key === null || session === null) throw new AppError('notFound', 'No such request')

  const result = judge(attempt, key)
  if (result.kind === 'replay') return await storedAnswer(key, session)
  const end = isOpen(session, attempt.phone.at) ? endOf(deps, attempt, key, session, result) : null
  const released = end?.move.set.endResult === 'OK'
  const { oneTimePassword } = attempt
  const answer = answerTo(result, { ...answerInput(session, key), oneTimePassword, released })
  const sealed = await seal(key, answer)

  await saveKey(tx, key, result, { sessionId, sealed })
  if (end !== null)
    await moveSession(tx, end.session, end.move, end.decision === null ? {} : { decision: end.decision })
  return sealed
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

type End = {
  session: SessionIn<'DELIVERED'>
  move: MoveTo<'COMPLETE' | 'BLOCKED'>
  decision: TakenDecision | null
}

/** How an open session ends by this result; null: it does not. */
function endOf(
  deps: PhoneDependencies,
  { phone, decision }: Attempt,
  key: AccountKeyRecord,
  session: SessionIn<'DELIVERED'>,
  result: ConfirmationResult,
): End | null {
  const acted = actedBy(deps, phone)
  if (result.kind === 'destroy')
    return { session, move: ended(deps, failed('DOCUMENT_UNUSABLE'), phone.at, acted), decision: null }
  if (result.kind !== 'signed' || decision === null) return null
  if (decision.outcome !== 'allow') return { session, move: blocked(deps, phone.at, acted), decision }
  const { signature } = result
  const signed = { endResult: 'OK', signature, certificate: key.certificate } as const
  return { session, move: ended(deps, signed, phone.at, acted), decision }
}

async function saveKey(
  tx: ConfirmTransaction,
  key: AccountKeyRecord,
  result: ConfirmationResult,
  answer: StoredAnswer,
): Promise<void> {
  switch (result.kind) {
    case 'signed':
    case 'wrongPin':
      return await tx.keys.save(key.id, result.key, answer)
    case 'staleState':
      return await tx.keys.save(key.id, result.key, null)
    case 'destroy': {
      const now = tx.clock.now()
      if (result.because === 'clone') return await tx.keys.destroyAccount(key.accountId, now)
      return await tx.keys.destroy(key.id, now)
    }
    default:
      return
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
