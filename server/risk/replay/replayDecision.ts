/**
 * A decision made again from what is stored. Stored vectors hold every window as it was read, so they replay
 * exactly; only windows recomputed from the past would be approximate.
 */
import type { Decision } from '../../domain/sessions/decision.ts'
import type { SessionKind } from '../../domain/sessions/session.ts'
import { makeDecision } from '../makeDecision.ts'
import type { RuleSet } from '../rules/rule.ts'
import { evidenceOf } from './evidenceOf.ts'
import { isSame } from './isSame.ts'
import { makerOf, type Replacement, type Versions } from './versions.ts'

export type Replayed = { remade: Decision; ruleSet: RuleSet } | { refused: string }

export function replayDecision(
  decision: Decision,
  kind: SessionKind,
  versions: Versions,
  replacement: Replacement = {},
): Replayed {
  const found = makerOf(decision, versions, replacement)
  const evidence = evidenceOf(decision, kind)
  if ('refused' in found) return found
  if (evidence === null) throw new RangeError('a decision with a maker has a basis')
  return { remade: makeDecision(evidence, found.maker), ruleSet: found.maker.ruleSet }
}

/** Parts of a decision that a replay with what was live must give again, bit for bit. */
const REPLAYED = ['outcome', 'score', 'reasons', 'friction', 'modelVersion', 'ruleSetVersion'] as const

/** Names of the parts in which two decisions differ: none for an exact replay. */
export function differences(stored: Decision, remade: Decision): string[] {
  const parts: string[] = REPLAYED.filter((part) => !isSame(stored[part], remade[part]))
  return isSame(stored.basis?.base, remade.basis?.base) ? parts : [...parts, 'base']
}
