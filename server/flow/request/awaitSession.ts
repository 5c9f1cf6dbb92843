/**
 * awaitSession: the relying party's long poll. It wakes at once when the session's state changes (Postgres
 * NOTIFY) and costs nothing between. A blocked session looks running until its delay is over (invariant 6).
 */
import type { RelyingPartyId, SessionId } from '../../domain/ids.ts'
import type {
  ApiVersion,
  CertificateLevel,
  EndResult,
  Flow,
  InteractionType,
  Session,
  SessionKind,
  SignatureAlgorithm,
} from '../../domain/sessions/session.ts'
import { isTerminal } from '../../domain/sessions/session.ts'
import { addMs, type Instant } from '../../domain/time.ts'
import { userChallengeOf } from '../../signing/sessionSecrets.ts'
import type { RequestDependencies } from '../dependencies.ts'
import { expire } from './expire.ts'

export type SessionOutcome =
  | { state: 'RUNNING' }
  | {
      state: 'COMPLETE'
      apiVersion: ApiVersion
      kind: SessionKind
      endResult: EndResult
      interactionUsed: InteractionType | null
      flow: Flow | null
      documentNumber: string | null
      certificate: { der: Uint8Array; level: CertificateLevel } | null
      signature: {
        value: Uint8Array
        algorithm: SignatureAlgorithm
        /** ACSP_V2 only. */
        serverRandom: string | null
        userChallenge: string | null
      } | null
      deviceIpAddress: string | null
      ignoredProperties: string[]
    }

export type AwaitRequest = {
  sessionId: SessionId
  relyingPartyId: RelyingPartyId | null
  timeoutMs: number
  /** The event time of the poll. */
  occurredAt: Instant
  /** Aborted when the caller hangs up. */
  signal?: AbortSignal
}

/** Null: unknown, another relying party's, or ended too long ago. */
export async function awaitSession(
  deps: RequestDependencies,
  request: AwaitRequest,
): Promise<SessionOutcome | null> {
  const until = addMs(deps.clock.now(), request.timeoutMs)
  const change = listen(deps, request)
  try {
    while (true) {
      const changed = change.next()
      const session = await readSession(deps, request)
      if (session === null) return null
      const now = deps.clock.now()
      const { visibleAt } = session
      if (visibleAt !== null && visibleAt <= now) {
        return now > addMs(visibleAt, deps.settings.resultMs) ? null : await toOutcome(deps, session)
      }
      if (now >= until || request.signal?.aborted === true) return { state: 'RUNNING' }
      await change.wait(changed, Math.min(until, visibleAt ?? until) - now)
    }
  } finally {
    change.close()
  }
}

/** A change that commits while the row is being read is not lost: `next` is asked before the read. */
function listen(deps: RequestDependencies, request: AwaitRequest) {
  let wakeUp: () => void = () => {}
  let pending = Promise.resolve()
  const renew = () => {
    pending = new Promise<void>((resolve) => {
      wakeUp = resolve
    })
  }
  renew()
  const unsubscribe = deps.changeNotifications.forSession(request.sessionId, () => {
    wakeUp()
    renew()
  })
  const onAbort = () => wakeUp()
  request.signal?.addEventListener('abort', onAbort)
  return {
    next: () => pending,
    async wait(changed: Promise<void>, ms: number): Promise<void> {
      let timer: NodeJS.Timeout | undefined
      const timeout = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, Math.max(1, ms))
      })
      await Promise.race([changed, timeout])
      clearTimeout(timer)
    },
    close() {
      unsubscribe()
      request.signal?.removeEventListener('abort', onAbort)
    },
  }
}

/** Reads the session; one whose event time is over is settled first, so that no poll outlives it. */
async function readSession(deps: RequestDependencies, request: AwaitRequest): Promise<Session | null> {
  const session = await deps.sessions.find(request.sessionId)
  if (session === null) return null
  if (request.relyingPartyId !== null && session.relyingParty.id !== request.relyingPartyId) return null
  if (session.state === 'RECEIVED' || isTerminal(session.state)) return session
  return (await expire(deps, session, request.occurredAt))
    ? await deps.sessions.find(request.sessionId)
    : session
}

async function toOutcome(deps: RequestDependencies, session: Session): Promise<SessionOutcome> {
  if (session.endResult === null) throw new Error(`session ${session.id} ended without a result`)
  const ok = session.endResult === 'OK'
  const account = ok && session.accountId !== null ? await deps.accounts.find(session.accountId) : null
  const { toSign } = session
  return {
    state: 'COMPLETE',
    apiVersion: session.apiVersion,
    kind: session.kind,
    endResult: session.endResult,
    interactionUsed: session.interactionUsed,
    flow: session.flow,
    documentNumber: account?.documentNumber ?? null,
    certificate:
      session.certificate === null || account === null
        ? null
        : { der: session.certificate, level: account.level },
    signature:
      session.signature === null || toSign.protocol === 'none'
        ? null
        : {
            value: session.signature,
            algorithm: toSign.algorithm,
            serverRandom: toSign.protocol === 'acspV2' ? session.signing.serverRandom : null,
            userChallenge:
              toSign.protocol === 'acspV2' ? userChallengeOf(session.signing.userChallengeVerifier) : null,
          },
    deviceIpAddress: session.shareDeviceIp ? session.phoneAddress : null,
    ignoredProperties: session.ignoredProperties,
  }
}
