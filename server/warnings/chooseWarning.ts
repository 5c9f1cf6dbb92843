/** Which warning fits why a session was stopped. */

import { everyOf } from '../domain/everyOf.ts'
import type { Reason, ScamType } from '../domain/sessions/decision.ts'
import { CURRENT_WARNING, type WarningId } from './warningId.ts'

/**
 * Where two scams weigh the same, the one whose text tells the person more to do comes first; the general
 * ones come last.
 */
const PRECEDENCE = everyOf<ScamType>()([
  'safeAccount',
  'remoteAccess',
  'twoStepCall',
  'parallelAccount',
  'relayedLink',
  'relayedCode',
  'promptBombing',
  'unexpectedRequest',
  'unknown',
])

/**
 * The scam to which the reasons together contribute most. One that is named beats `unknown` whatever it
 * weighs, for a text about nothing in particular helps nobody.
 */
export function chooseWarning(reasons: readonly Reason[]): WarningId {
  const weights = weighScams(reasons)
  const named = PRECEDENCE.filter((scam) => scam !== 'unknown' && weights.has(scam))
  const heaviest = named.reduce<ScamType>((best, scam) => {
    if (best === 'unknown') return scam
    return (weights.get(scam) ?? 0) > (weights.get(best) ?? 0) ? scam : best
  }, 'unknown')
  return CURRENT_WARNING[heaviest]
}

function weighScams(reasons: readonly Reason[]): Map<ScamType, number> {
  const weights = new Map<ScamType, number>()
  for (const reason of reasons) {
    // Models tell no scam apart.
    if (reason.source !== 'rule') continue
    weights.set(reason.scamType, (weights.get(reason.scamType) ?? 0) + reason.contribution)
  }
  return weights
}
