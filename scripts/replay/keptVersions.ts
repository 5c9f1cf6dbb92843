/** The rule sets and models that this program knows: what ships with it. */
import type { Versions } from '../../server/risk/replay/versions.ts'
import { PRESET } from '../../server/risk/rules/preset.ts'
import { loadRuleSet } from '../../server/risk/rules/ruleSet.ts'

export function keptVersions(): Versions {
  const preset = loadRuleSet(PRESET)
  return {
    findRuleSet: (version) => (version === preset.version ? preset : null),
    findModel: () => null,
  }
}
