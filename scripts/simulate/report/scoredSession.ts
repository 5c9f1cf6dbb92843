/** A request that was played, with what the console says the service made of it. */
import { isInterrupted } from '../../../server/domain/sessions/decision.ts'
import type { SeenSession } from '../play/consoleClient.ts'
import type { Played } from '../play/world.ts'

/** `seen` is null where the RP API did not accept the request. */
export type ScoredSession = { played: Played; seen: SeenSession | null }

export function deliveryOf({ seen }: ScoredSession) {
  return seen?.decisions.find((decision) => decision.stage === 'delivery')
}

export function releaseOf({ seen }: ScoredSession) {
  return seen?.decisions.find((decision) => decision.stage === 'release')
}

/** Warned, held or blocked before delivery, or blocked before the signature left. */
export function wasStopped(session: ScoredSession): boolean {
  const delivery = deliveryOf(session)
  if (delivery !== undefined && isInterrupted(delivery.outcome)) return true
  return releaseOf(session)?.outcome === 'block'
}

export function isFallback(session: ScoredSession): boolean {
  return deliveryOf(session)?.decidedBy === 'fallback'
}
