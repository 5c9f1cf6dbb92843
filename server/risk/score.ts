/** The score: prior plus the contribution of every rule that fired, in log-odds, as a probability. */
import type { Feature, FeatureValue, FeatureVector, Outcome, Reason, Stage } from '../domain/decision.ts'
import type { CompiledRule, Effect, RuleSet } from './rules/rule.ts'

export type Scored = {
  /** 0 to 1: logistic(prior + sum of the reasons' contributions). */
  score: number
  /** The strongest first. */
  reasons: Reason[]
  /** What rules with hard outcomes ask for, whatever the score. */
  asked: Outcome[]
}

export function score(features: FeatureVector, ruleSet: RuleSet, stage: Stage): Scored {
  const values = presentValues(features)
  const fired = ruleSet.rules.filter((rule) => fires(rule, values, stage))
  const reasons = fired
    .map((rule) => ({ rule, reason: toReason(rule, values) }))
    .filter(({ rule, reason }) => reason.contribution !== 0 || rule.effect.kind === 'outcome')
    .map(({ reason }) => reason)
    .sort((a, b) => b.contribution - a.contribution || (a.ruleId < b.ruleId ? -1 : 1))
  return {
    score: logistic(reasons.reduce((sum, reason) => sum + reason.contribution, ruleSet.prior)),
    reasons,
    asked: fired.flatMap((rule) => (rule.effect.kind === 'outcome' ? [rule.effect.outcome] : [])),
  }
}

type Values = Record<string, FeatureValue>

function presentValues(features: FeatureVector): Values {
  const values: Values = {}
  for (const name in features) {
    const value = featureValue(features[name])
    if (value !== null) values[name] = value
  }
  return values
}

/** Only live rules count, and none of which a feature is missing. */
function fires(rule: CompiledRule, values: Values, stage: Stage): boolean {
  if (rule.state !== 'live' || (rule.stage !== undefined && rule.stage !== stage)) return false
  return rule.reads.every((name) => values[name] !== undefined) && rule.holds(values)
}

function toReason(rule: CompiledRule, values: Values): Reason {
  const read: Values = {}
  for (const name of rule.reads) {
    const value = values[name]
    if (value !== undefined) read[name] = value
  }
  return {
    code: rule.reasonCode,
    ruleId: rule.id,
    scamType: rule.scamType,
    values: read,
    contribution: contributionOf(rule.effect, values),
  }
}

function contributionOf(effect: Effect, values: Values): number {
  if (effect.kind === 'weight') return effect.weight
  if (effect.kind === 'outcome') return 0
  const value = values[effect.feature]
  return typeof value === 'number' ? readCurve(effect.points, value) : 0
}

/** Straight lines between the points, flat beyond the first and the last. */
export function readCurve(points: readonly (readonly [number, number])[], x: number): number {
  let [leftX, leftY] = points[0] ?? [0, 0]
  if (x <= leftX) return leftY
  for (const [rightX, rightY] of points) {
    if (x < rightX) return leftY + ((rightY - leftY) * (x - leftX)) / (rightX - leftX)
    leftX = rightX
    leftY = rightY
  }
  return leftY
}

export function logistic(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds))
}

export function featureValue(feature: Feature | undefined): FeatureValue | null {
  return feature !== undefined && 'value' in feature ? feature.value : null
}
