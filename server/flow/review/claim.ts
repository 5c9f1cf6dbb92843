/** Who works on what: claim it, keep it alive, release it, and what to do next. */
import type { ConsoleUserId, SessionId } from '../../domain/ids.ts'
import { addMs, type Instant, SECOND_MS } from '../../domain/time.ts'
import { type TransactDependencies, transact } from '../transact.ts'
import type { Claim, ClaimReads, ClaimStores, Viewer } from './queuePorts.ts'

/** Without a heartbeat for this long, a claim has run out and a viewer is no longer shown. */
export const CLAIM_MS = 60 * SECOND_MS

/** What we were about to take is taken: look again, but not for ever. */
const TRIES = 5

export type ClaimDependencies = TransactDependencies<ClaimStores> & { claims: ClaimReads }

type ClaimRequest = { sessionId: SessionId; userId: ConsoleUserId }

/** `holder` null: nobody works on it. `viewers`: everybody else who has it open. */
export type Presence = { holder: Claim | null; viewers: Viewer[] }

/** @returns whether the session is now theirs, and who works on it. */
export async function claimSession(
  deps: ClaimDependencies,
  { takeOver, ...request }: ClaimRequest & { takeOver: boolean },
): Promise<Presence & { isTheirs: boolean }> {
  const order = { ...request, ...aliveFrom(deps.clock.now()) }
  const isTheirs = await transact(deps, async (tx) => {
    const done = await tx.claims.claim({ ...order, takes: takeOver ? 'any' : 'own' })
    await tx.claims.renew(order)
    return done
  })
  return { isTheirs, ...(await presence(deps, request)) }
}

/** Whoever has the page open is there; a claim of theirs lives on with it. */
export async function heartbeat(deps: ClaimDependencies, request: ClaimRequest): Promise<Presence> {
  await transact(deps, (tx) => tx.claims.renew({ ...request, ...aliveFrom(tx.clock.now()) }))
  return await presence(deps, request)
}

export async function releaseClaim(deps: ClaimDependencies, request: ClaimRequest): Promise<void> {
  await transact(deps, (tx) => tx.claims.release(request))
}

/**
 * Finds and claims in one transaction: two who ask at once get two sessions, one person who asks twice too. What was
 * claimed between finding and claiming is left alone. Null: nothing waits that is not somebody's already.
 */
export async function claimNext(deps: ClaimDependencies, userId: ConsoleUserId): Promise<SessionId | null> {
  const times = aliveFrom(deps.clock.now())
  for (let tried = 0; tried < TRIES; tried += 1) {
    const [found, isTaken] = await transact(deps, async (tx) => {
      const sessionId = await tx.claims.findNext(times.now)
      if (sessionId === null) return [null, false] as const
      return [sessionId, await tx.claims.claim({ sessionId, userId, ...times, takes: 'free' })] as const
    })
    if (found === null || isTaken) return found
  }
  return null
}

/** What has run out goes, so that open consoles hear of it. */
export async function sweepClaims(deps: TransactDependencies<ClaimStores>): Promise<void> {
  await transact(deps, (tx) => tx.claims.sweep(tx.clock.now()))
}

function aliveFrom(now: Instant) {
  return { now, expiresAt: addMs(now, CLAIM_MS) }
}

async function presence(
  deps: Pick<ClaimDependencies, 'clock' | 'claims'>,
  { sessionId, userId }: ClaimRequest,
): Promise<Presence> {
  const now = deps.clock.now()
  const [claims, viewers] = await Promise.all([
    deps.claims.of([sessionId], now),
    deps.claims.viewers([sessionId], now),
  ])
  return { holder: claims[0] ?? null, viewers: viewers.filter((viewer) => viewer.userId !== userId) }
}
