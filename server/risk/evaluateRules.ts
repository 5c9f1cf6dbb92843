/** Which rules hold for a session, and what each says. */

import type { FeatureName } from '../domain/features/feature.ts'
import type { FeatureValue, FeatureVector, Outcome, RuleReason, Stage } from '../domain/sessions/decision.ts'
import { featureValue } from './featureValue.ts'
import { readCurve } from './readCurve.ts'
import type { CompiledRule, Effect, RuleSet } from './rules/rule.ts'

/** What the rules that count say together. */
export type RuleOutput = {
  /** One for each rule that moves the score or asks for an outcome; contributions in the rules' own log-odds. */
  reasons: RuleReason[]
  /** What rules with hard outcomes ask for, whatever the score. */
  hardOutcomes: Outcome[]
}

export type RuleEvaluation = {
  live: RuleOutput
  /** Rules in shadow that held: they count for nothing. */
  shadow: RuleOutput
  /** Rules that must not count for this session, and whether they held. */
  suppressed: { ruleId: string; held: boolean }[]
}

/** Undefined: missing. */
type Values = Record<string, FeatureValue | undefined>

/**
 * @param suppressed ids of rules that must not count.
 */
export function evaluateRules(
  ruleSet: Pick<RuleSet, 'rules'>,
  features: FeatureVector,
  stage: Stage,
  suppressed: readonly string[] = [],
): RuleEvaluation {
  const values = valuesFor(ruleSet.rules, features)
  const live: RuleOutput = { reasons: [], hardOutcomes: [] }
  const shadow: RuleOutput = { reasons: [], hardOutcomes: [] }
  const held = new Set<string>()
  for (const rule of ruleSet.rules) {
    if (!holds(rule, values, stage)) continue
    if (suppressed.includes(rule.id)) held.add(rule.id)
    else addOutput(rule.state === 'live' ? live : shadow, rule, values)
  }
  return {
    live,
    shadow,
    suppressed: suppressed.map((ruleId) => ({ ruleId, held: held.has(ruleId) })),
  }
}

function addOutput(output: RuleOutput, rule: CompiledRule, values: Values): void {
  const contribution = contributionOf(rule.effect, values)
  if (rule.effect.kind === 'outcome') output.hardOutcomes.push(rule.effect.outcome)
  else if (contribution === 0) return
  output.reasons.push({
    source: 'rule',
    code: rule.reasonCode,
    ruleId: rule.id,
    scamType: rule.scamType,
    values: valuesReadBy(rule, values),
    contribution,
  })
}

/**
 * The values that these rules read, and no others. All these objects are copies of one, the missing ones in them
 * too, so that they have one shape for the JavaScript engine, which halves the time of all rules.
 */
function valuesFor(rules: readonly CompiledRule[], features: FeatureVector): Values {
  const { names, unread } = readBy(rules)
  const values = { ...unread }
  for (const name of names) values[name] = featureValue(features[name]) ?? undefined
  return values
}

const known = new WeakMap<readonly CompiledRule[], { names: readonly FeatureName[]; unread: Values }>()

function readBy(rules: readonly CompiledRule[]) {
  const before = known.get(rules)
  if (before !== undefined) return before
  const names = [...new Set(rules.flatMap((rule) => rule.reads))]
  const made = { names, unread: Object.fromEntries(names.map((name) => [name, undefined])) }
  known.set(rules, made)
  return made
}

/** A rule of which a feature is missing does not fire. */
function holds(rule: CompiledRule, values: Values, stage: Stage): boolean {
  if (rule.state !== 'live' && rule.state !== 'shadow') return false
  if (rule.stage !== undefined && rule.stage !== stage) return false
  for (const name of rule.reads) if (values[name] === undefined) return false
  return rule.holds(values)
}

function valuesReadBy(rule: CompiledRule, values: Values): Record<string, FeatureValue> {
  const read: Record<string, FeatureValue> = {}
  for (const name of rule.reads) {
    const value = values[name]
    if (value !== undefined) read[name] = value
  }
  return read
}

function contributionOf(effect: Effect, values: Values): number {
  if (effect.kind === 'weight') return effect.weight
  if (effect.kind === 'outcome') return 0
  const value = values[effect.feature]
  return typeof value === 'number' ? readCurve(effect.points, value) : 0
}
