/**
 * receive: a relying party asks. The session is written with the outbox row of its scoring in one
 * transaction; then the queue is told, and a timer in this process decides by rules alone should nobody
 * have decided when the deadline passes.
 */

import { z } from 'zod'
import { canServe } from '../../domain/accounts/account.ts'
import { IS_LIVE_ACCOUNT } from '../../domain/accounts/device.ts'
import { type AccountId, type SessionId, type SubjectId, toId } from '../../domain/ids.ts'
import type { RelyingParty } from '../../domain/relyingParty.ts'
import type {
  ApiVersion,
  CertificateLevel,
  Initiator,
  Interaction,
  Payment,
  Session,
  SessionKind,
  SigningRandomness,
  ToSign,
} from '../../domain/sessions/session.ts'
import { addMs, type Instant } from '../../domain/time.ts'
import { AppError } from '../../errors.ts'
import {
  randomVerificationCode,
  verificationCodeOf,
  wrongVerificationCodes,
} from '../../signing/verificationCode.ts'
import type { RequestDependencies } from '../dependencies.ts'
import { addJob, transact } from '../transact.ts'
import { artefactKeysOf } from './artefactKeys.ts'
import { decideByDeadline } from './decideByDeadline.ts'
import type { NewSession } from './ports.ts'

export type RequestedTarget =
  | { by: 'semanticsIdentifier'; value: string }
  | { by: 'documentNumber'; value: string }
  | { by: 'anyone' }

export type ReceiveRequest = {
  apiVersion: ApiVersion
  kind: SessionKind
  relyingParty: RelyingParty
  /** As it was sent; the registered name may differ in case. */
  relyingPartyName: string
  target: RequestedTarget
  entry: 'notification' | 'deviceLink'
  requestedLevel: CertificateLevel
  toSign: ToSign
  interactions: Interaction[]
  interactionsB64: string | null
  /** Where the verification code comes from; null where the kind of request has none. */
  verificationCode: { from: 'bytes'; bytes: Uint8Array } | { from: 'chance' } | null
  initialCallbackUrl: string | null
  linkedSessionId: SessionId | null
  shareDeviceIp: boolean
  ignoredProperties: string[]
  initiator: Initiator
  payment: Payment
  /** Everything that the RP sent, a nonce included, in canonical form. */
  fingerprint: string
  occurredAt: Instant
}

const receivedSchema = z.object({
  sessionId: z.string().transform((text) => toId<'session'>(text)),
  verificationCode: z.string().nullable(),
  deviceLink: z
    .object({ sessionToken: z.string(), sessionSecret: z.string(), deviceLinkBase: z.string() })
    .nullable(),
})
export type Received = z.infer<typeof receivedSchema>

/** @throws AppError notFound, noSuitableAccount, maintenance. */
export async function receive(deps: RequestDependencies, request: ReceiveRequest): Promise<Received> {
  if (deps.settings.maintenance) throw new AppError('maintenance', 'System is under maintenance, retry later')
  const person = await findPerson(deps, request)
  const linked =
    request.linkedSessionId === null ? null : await findLinked(deps, request, request.linkedSessionId)
  const scoreBy = addMs(deps.clock.now(), deps.settings.scoreDeadlineMs)
  const session = newSession(deps, request, person, linked, scoreBy)
  const received: Received = {
    sessionId: session.id,
    verificationCode: session.verificationCode,
    deviceLink: session.deviceLink === null ? null : toDeviceLink(deps, session.deviceLink),
  }

  // What names nobody is never joined: two visitors of a page send the same, and one would get the other's session.
  const sameRequest =
    request.target.by === 'anyone'
      ? null
      : {
          digest: deps.vault.digest('request', `${request.relyingParty.id}\0${request.fingerprint}`),
          answer: JSON.stringify(received),
          since: addMs(request.occurredAt, -deps.settings.deduplicationMs),
        }
  // Before the commit, for a queue that does not answer must not keep the timer from starting.
  if (session.state === 'RECEIVED') decideByDeadline(deps, session.id)
  const created = await transact(deps, async (tx) => {
    const created = await tx.sessions.create({ ...session, sameRequest })
    if (created.made)
      await addJob(tx, { job: 'score', payload: { sessionId: session.id, deadlineAt: scoreBy } })
    return created
  })
  return created.made ? received : receivedSchema.parse(JSON.parse(created.answer))
}

type Person = { subjectId: SubjectId; accountId: AccountId | null }

async function findPerson(deps: RequestDependencies, request: ReceiveRequest): Promise<Person | null> {
  const { target } = request
  if (target.by === 'anyone') return null
  if (target.by === 'documentNumber') {
    const account = await deps.accounts.findByDocument(target.value)
    if (account === null || !IS_LIVE_ACCOUNT[account.state]) throw new AppError('notFound', 'No such account')
    if (!canServe(account, request.kind, request.requestedLevel)) throw noSuitableAccount()
    return { subjectId: account.subjectId, accountId: account.id }
  }
  const subjectId = await deps.accounts.findSubject(target.value)
  const accounts = subjectId === null ? [] : await deps.accounts.ofSubject(subjectId)
  if (subjectId === null || !accounts.some((account) => IS_LIVE_ACCOUNT[account.state])) {
    throw new AppError('notFound', 'No such account')
  }
  if (!accounts.some((account) => canServe(account, request.kind, request.requestedLevel)))
    throw noSuitableAccount()
  return { subjectId, accountId: null }
}

function noSuitableAccount(): AppError {
  return new AppError(
    'noSuitableAccount',
    'No suitable account of requested type found, but user has some other accounts',
  )
}

/** The certificate choice that keeps the app waiting for a linked signature (Smart-ID RP API v3, linked notification-based signature). */
async function findLinked(
  deps: RequestDependencies,
  request: ReceiveRequest,
  id: SessionId,
): Promise<Session> {
  const linked = await deps.sessions.find(id)
  const waits =
    linked !== null &&
    linked.kind === 'certificateChoice' &&
    linked.relyingParty.id === request.relyingParty.id &&
    linked.endResult === 'OK'
  if (!waits) {
    throw new AppError('badRequest', 'Invalid request parameters found', {
      fields: [
        { field: 'linkedSessionID', message: 'must be a certificate choice of yours that ended with OK' },
      ],
    })
  }
  return linked
}

type DeviceLinkSecrets = { token: string; secret: Uint8Array }

function newSession(
  deps: RequestDependencies,
  request: ReceiveRequest,
  person: Person | null,
  linked: Session | null,
  scoreBy: Instant,
): Omit<NewSession, 'sameRequest'> {
  const { clock, random, settings } = deps
  const now = clock.now()
  const id = random.id<'session'>()
  const byLink = request.entry === 'deviceLink'
  const wallOffsetMs = settings.testMode ? now - request.occurredAt : 0
  const expiresAt = addMs(request.occurredAt, settings.sessionMs)
  const deviceLink: DeviceLinkSecrets | null = byLink
    ? { token: Buffer.from(random.bytes(18)).toString('hex'), secret: random.bytes(32) }
    : null
  const verificationCode = codeOf(deps, request)
  const { payee, amountMinor, currency } = request.payment
  return {
    id,
    relyingPartyId: request.relyingParty.id,
    relyingPartyName: request.relyingPartyName,
    apiVersion: request.apiVersion,
    kind: request.kind,
    flow: byLink ? null : ('Notification' as const),
    state: byLink ? ('AWAITING_CLAIM' as const) : ('RECEIVED' as const),
    subjectId: person?.subjectId ?? null,
    accountId: linked?.accountId ?? person?.accountId ?? null,
    requestedLevel: request.requestedLevel,
    occurredAt: request.occurredAt,
    expiresAt,
    // A device link waits for its phone until it expires; anything else must be decided by the deadline.
    dueAt: byLink ? addMs(expiresAt, wallOffsetMs) : scoreBy,
    wallOffsetMs,
    toSign: request.toSign,
    interactions: request.interactions,
    interactionsB64: request.interactionsB64,
    verificationCode,
    initialCallbackUrl: request.initialCallbackUrl,
    linkedSessionId: request.linkedSessionId,
    signing: drawSigningRandomness(deps, verificationCode),
    shareDeviceIp: request.shareDeviceIp,
    ignoredProperties: request.ignoredProperties,
    initiator: request.initiator,
    artefacts: artefactKeysOf(deps, { ...request, relyingPartyId: request.relyingParty.id }),
    payment: {
      payeeKey: payee === undefined ? null : deps.vault.name('payee', payee),
      amountMinor: amountMinor ?? null,
      currency: currency ?? null,
    },
    deviceLink,
  }
}

function codeOf(deps: RequestDependencies, request: ReceiveRequest): string | null {
  if (request.verificationCode === null) return null
  if (request.verificationCode.from === 'bytes') return verificationCodeOf(request.verificationCode.bytes)
  return randomVerificationCode(deps.random.bytes)
}

function drawSigningRandomness(deps: RequestDependencies, code: string | null): SigningRandomness {
  return {
    serverRandom: Buffer.from(deps.random.bytes(24)).toString('base64'),
    userChallengeVerifier: Buffer.from(deps.random.bytes(32)).toString('base64url'),
    saltSource: Buffer.from(deps.random.bytes(64)).toString('base64'),
    wrongCodes: wrongVerificationCodes(code ?? '', deps.random.bytes),
  }
}

function toDeviceLink(deps: RequestDependencies, link: DeviceLinkSecrets) {
  return {
    sessionToken: link.token,
    sessionSecret: Buffer.from(link.secret).toString('base64'),
    deviceLinkBase: deps.settings.deviceLinkBase,
  }
}
