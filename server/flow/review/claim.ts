/** Who works on what: claim, give a sign of life, give back, and what to do next. */
import type { ConsoleUserId, SessionId } from '../../domain/ids.ts'
import { addMs, type Clock, SECOND_MS } from '../../domain/time.ts'
import type { Claim, ClaimStore, Viewer } from '../../stores/queue/claims.ts'

/** Without a sign of life for this long, a claim is given back and a viewer is no longer shown. */
export const CLAIM_MS = 60 * SECOND_MS

export type ClaimDependencies = { clock: Clock; claims: ClaimStore }

type ClaimRequest = { sessionId: SessionId; userId: ConsoleUserId }

/** `holder` null: nobody works on it. `viewers`: everybody else who has it open. */
export type Presence = { holder: Claim | null; viewers: Viewer[] }

/** @returns whether the session is now theirs, and who works on it. */
export async function claimSession(
  deps: ClaimDependencies,
  asked: ClaimRequest & { takeOver: boolean },
): Promise<Presence & { isTheirs: boolean }> {
  const now = deps.clock.now()
  const order = { ...asked, now, expiresAt: addMs(now, CLAIM_MS) }
  const isTheirs = await deps.claims.claim(order)
  await deps.claims.see(order)
  return { isTheirs, ...(await presence(deps, asked)) }
}

export async function giveSign(deps: ClaimDependencies, asked: ClaimRequest): Promise<Presence> {
  const now = deps.clock.now()
  await deps.claims.see({ ...asked, now, expiresAt: addMs(now, CLAIM_MS) })
  return await presence(deps, asked)
}

/** Null: nothing waits that is not somebody's already. */
export async function claimNext(deps: ClaimDependencies, userId: ConsoleUserId): Promise<SessionId | null> {
  const now = deps.clock.now()
  return await deps.claims.claimNext({ userId, now, expiresAt: addMs(now, CLAIM_MS) })
}

async function presence(deps: ClaimDependencies, { sessionId, userId }: ClaimRequest): Promise<Presence> {
  const now = deps.clock.now()
  const [claims, viewers] = await Promise.all([
    deps.claims.of([sessionId], now),
    deps.claims.viewers([sessionId], now),
  ])
  return { holder: claims[0] ?? null, viewers: viewers.filter((viewer) => viewer.userId !== userId) }
}
