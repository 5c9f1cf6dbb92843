/** What a replay puts in the place of what decided: rules, a model, thresholds. */

import type { Rule, RuleSource, RuleVersion } from '../../domain/rule.ts'
import type { ReplayRequest } from '../../domain/runs/replay.ts'
import { AppError } from '../../errors.ts'
import { areRising } from '../../risk/replay/simulateThresholds.ts'
import { compileRules } from '../../risk/rules/compileRules.ts'
import { PRESET } from '../../risk/rules/preset.ts'
import type { RuleSet } from '../../risk/rules/rule.ts'
import { findRuleSet } from '../rules/findRuleSet.ts'
import type { ReplayedModels, ReplayedRules } from './ports.ts'

export type ReplacementNeeds = {
  rules: ReplayedRules
  models: ReplayedModels
}

/** `modelVersion` null: rules alone. What is absent stays as it was. */
export type LoadedReplacement = { ruleSet?: RuleSet; modelVersion?: string | null }

/** @throws AppError badRequest that names what is not there, or cannot run. */
export async function loadReplacement(
  deps: ReplacementNeeds,
  request: ReplayRequest,
): Promise<LoadedReplacement> {
  const { ruleSetVersion, versionIds, modelId, thresholds } = request
  if (!areRising(thresholds)) throw wrong('thresholds', 'must rise from warnAt to holdAt to blockAt')
  const replacement: LoadedReplacement = {}
  if (versionIds.length > 0) replacement.ruleSet = await withVersions(deps, request)
  else if (ruleSetVersion !== null) replacement.ruleSet = await ruleSetOf(deps, ruleSetVersion)
  if (modelId === 'none') replacement.modelVersion = null
  else if (modelId !== null) {
    const model = await deps.models.find(modelId)
    if (model === null) throw wrong('modelId', 'must be the id of a model, or none')
    replacement.modelVersion = model.version
  }
  return replacement
}

async function ruleSetOf(deps: ReplacementNeeds, version: string): Promise<RuleSet> {
  const found = await findRuleSet(deps, version).catch((error: unknown) => {
    if (error instanceof RangeError) throw wrong('ruleSetVersion', `cannot run here: ${error.message}`)
    throw error
  })
  if (found === null) throw wrong('ruleSetVersion', 'must be the version of a rule set that was in force')
  return found
}

/** The rule set requested, else the one in force, with these versions as if they were live. */
async function withVersions(
  deps: ReplacementNeeds,
  { ruleSetVersion, versionIds }: ReplayRequest,
): Promise<RuleSet> {
  const versions = await deps.rules.findVersions(versionIds)
  const missing = versionIds.find((id) => !versions.some((version) => version.id === id))
  if (missing !== undefined) throw wrong('versionIds', `${missing} is no version of a rule`)
  if (new Set(versions.map(({ ruleId }) => ruleId)).size < versions.length)
    throw wrong('versionIds', 'must name one version of a rule at most')
  const base: RuleSource =
    ruleSetVersion === null ? ((await deps.rules.inForce()) ?? PRESET) : await ruleSetOf(deps, ruleSetVersion)
  const compiled = compileRules({ prior: base.prior, rules: putIn(base.rules, versions) })
  if (compiled.ok) return compiled.ruleSet
  const why = compiled.problems.map(({ ruleId, message }) => `${ruleId}: ${message}`).join('; ')
  throw wrong('versionIds', `cannot run together: ${why}`)
}

function putIn(rules: readonly Rule[], versions: readonly RuleVersion[]): Rule[] {
  const live = versions.map(({ ruleId, content }): Rule => ({ id: ruleId, ...content, state: 'live' }))
  const stays = rules.map(
    (rule) => live.find(({ id, state }) => id === rule.id && state === rule.state) ?? toRule(rule),
  )
  return [...stays, ...live.filter((rule) => !stays.includes(rule))]
}

/** Without what compiling added: the version of a rule set follows from what people wrote. */
function toRule({
  id,
  sentence,
  pattern,
  condition,
  effect,
  reasonCode,
  scamType,
  state,
  stage,
}: Rule): Rule {
  const rule = { id, sentence, pattern, condition, effect, reasonCode, scamType, state }
  return stage === undefined ? rule : { ...rule, stage }
}

function wrong(field: string, message: string): AppError {
  return new AppError('badRequest', 'The request is not understood', { fields: [{ field, message }] })
}
