/** Replays what the options ask for. */
import type { ReplaySource } from '../../server/flow/replays/ports.ts'
import { replayPeriod } from '../../server/flow/replays/replayPeriod.ts'
import type { ReplayReport } from '../../server/risk/replay/replayReport.ts'
import type { Replacement, Versions } from '../../server/risk/replay/versions.ts'
import type { ReplayOptions } from './options.ts'
import { readRuleFile } from './readRuleFile.ts'

/** @throws Error where the rule file is wrong or nobody kept the model. */
export async function replay(
  options: ReplayOptions,
  versions: Versions,
  source: ReplaySource,
): Promise<ReplayReport> {
  const { from, to, casesAnHour } = options
  const replacement = toReplacement(options, versions)
  return await replayPeriod(source, { from, to, casesAnHour, versions, replacement })
}

function toReplacement({ rulesFile, model, thresholds }: ReplayOptions, versions: Versions): Replacement {
  const replacement: Replacement = { thresholds }
  if (rulesFile !== null) replacement.ruleSet = readRuleFile(rulesFile)
  if (model === 'none') replacement.champion = null
  else if (model !== null) {
    const champion = versions.findModel(model)
    if (champion === null) throw new Error(`--model: there is no model ${model}`)
    replacement.champion = champion
  }
  return replacement
}
