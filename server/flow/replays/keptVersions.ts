/** The rule sets and models that the database keeps, and the rule set that ships with the program. */
import type { Instant } from '../../domain/time.ts'
import type { Ensemble } from '../../risk/engine.ts'
import type { Versions } from '../../risk/replay/versions.ts'
import { PRESET } from '../../risk/rules/preset.ts'
import { loadRuleSet } from '../../risk/rules/ruleSet.ts'
import { loadEnsemble } from '../models/ensembleArtifact.ts'
import { findRuleSets } from '../rules/findRuleSet.ts'
import type { ReplayedRules, ReplaySource } from './ports.ts'

export type KeptVersionsNeeds = {
  rules: Pick<ReplayedRules, 'findSets'>
  source: Pick<ReplaySource, 'ruleSetVersions' | 'models'>
  /** Takes note of a model that this program cannot run: it counts as not kept. */
  warn(message: string, error: unknown): void
}

/**
 * Reads what the period's decisions were made with.
 * @throws RangeError that names the rules of a kept rule set which no longer fit the features.
 */
export async function keptVersions(
  { rules, source, warn }: KeptVersionsNeeds,
  period: { from: Instant; to: Instant },
): Promise<Versions> {
  const preset = loadRuleSet(PRESET)
  const ruleSets = await findRuleSets({ rules }, await source.ruleSetVersions(period))
  const models = new Map((await source.models()).flatMap((model) => ready(model, warn)))
  return {
    findRuleSet: (version) => ruleSets.get(version) ?? (version === preset.version ? preset : null),
    findModel: (version) => models.get(version) ?? null,
  }
}

function ready(
  { version, artifact }: { version: string; artifact: unknown },
  warn: KeptVersionsNeeds['warn'],
): [string, Ensemble][] {
  try {
    return [[version, loadEnsemble(version, artifact)]]
  } catch (error) {
    warn(`The model ${version} cannot run here`, error)
    return []
  }
}
