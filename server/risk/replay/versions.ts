/** Where replay finds what decided in the past. */
import type { Decision } from '../../domain/sessions/decision.ts'
import type { Ensemble } from '../engine.ts'
import type { DecisionMaker } from '../makeDecision.ts'
import type { RuleSet } from '../rules/rule.ts'

export interface Versions {
  /** Null: nobody kept that version. */
  findRuleSet(version: string): RuleSet | null
  findModel(version: string): Ensemble | null
}

/** What is put in the place of what decided; absent: as it was. */
export type Replacement = {
  ruleSet?: RuleSet
  /** Null: rules alone. */
  champion?: Ensemble | null
  thresholds?: { warnAt?: number; holdAt?: number; blockAt?: number; releaseBlockAt?: number }
}

export type Found = { maker: DecisionMaker } | { refused: string }

/** The rules, model and settings that made a decision, but for what is replaced. */
export function makerOf(
  { ruleSetVersion, modelVersion, basis }: Decision,
  versions: Versions,
  replacement: Replacement = {},
): Found {
  if (basis === null) return { refused: 'decided before it was recorded what decisions are made of' }
  const ruleSet = replacement.ruleSet ?? versions.findRuleSet(ruleSetVersion)
  if (ruleSet === null) return { refused: `the rule set ${ruleSetVersion} is not kept: give it as a file` }
  const champion = championOf(modelVersion, versions, replacement)
  if (champion === undefined) return { refused: `the model ${modelVersion} is not kept, or cannot run here` }
  const settings = { ...basis.settings, ...replacement.thresholds }
  return { maker: { ruleSet, champion, challengers: [], settings } }
}

/** Undefined: there was one, and it is gone. */
function championOf(version: string | null, versions: Versions, { champion }: Replacement) {
  if (champion !== undefined) return champion
  return version === null ? null : (versions.findModel(version) ?? undefined)
}
