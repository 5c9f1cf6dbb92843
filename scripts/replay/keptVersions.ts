/** The rule sets and models that the database keeps, and the rule set that ships with the program. */
import { loadEnsemble } from '../../server/flow/models/ensembleArtifact.ts'
import { findRuleSets } from '../../server/flow/rules/findRuleSet.ts'
import type { Ensemble } from '../../server/risk/engine.ts'
import type { Versions } from '../../server/risk/replay/versions.ts'
import { PRESET } from '../../server/risk/rules/preset.ts'
import { loadRuleSet } from '../../server/risk/rules/ruleSet.ts'
import type { ReplaySource } from '../../server/stores/replaySource.ts'
import type { RuleStore } from '../../server/stores/rules.ts'

type Needs = { rules: Pick<RuleStore, 'findSets'>; source: ReplaySource }

/**
 * Reads what the period's decisions were made with. A model that this program cannot run counts as not kept.
 * @throws RangeError that names the rules of a kept rule set which no longer fit the features.
 */
export async function keptVersions(
  { rules, source }: Needs,
  period: Parameters<ReplaySource['ruleSetVersions']>[0],
): Promise<Versions> {
  const preset = loadRuleSet(PRESET)
  const ruleSets = await findRuleSets({ rules }, await source.ruleSetVersions(period))
  const models = new Map((await source.models()).flatMap(ready))
  return {
    findRuleSet: (version) => ruleSets.get(version) ?? (version === preset.version ? preset : null),
    findModel: (version) => models.get(version) ?? null,
  }
}

function ready({ version, artifact }: { version: string; artifact: unknown }): [string, Ensemble][] {
  try {
    return [[version, loadEnsemble(version, artifact)]]
  } catch (error) {
    console.error(`The model ${version} cannot run here:`, error instanceof Error ? error.message : error)
    return []
  }
}
