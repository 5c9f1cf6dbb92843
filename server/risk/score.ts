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
  const fired = ruleSet.rules.filter((rule) => fires(rule, features, stage))
  const reasons = fired
    .map((rule) => toReason(rule, features))
    .filter((reason, index) => reason.contribution !== 0 || fired[index]?.effect.kind === 'outcome')
    .sort((a, b) => b.contribution - a.contribution || (a.ruleId < b.ruleId ? -1 : 1))
  return {
    score: logistic(reasons.reduce((sum, reason) => sum + reason.contribution, ruleSet.prior)),
    reasons,
    asked: fired.flatMap((rule) => (rule.effect.kind === 'outcome' ? [rule.effect.outcome] : [])),
  }
}

/** Only live rules count, and none of which a feature is missing. */
export function fires(rule: CompiledRule, features: FeatureVector, stage: Stage): boolean {
  if (rule.state !== 'live' || (rule.stage !== undefined && rule.stage !== stage)) return false
  return rule.reads.every((name) => valueOf(features[name]) !== null) && rule.holds(features)
}

function toReason(rule: CompiledRule, features: FeatureVector): Reason {
  const values: Record<string, FeatureValue> = {}
  for (const name of rule.reads) {
    const value = valueOf(features[name])
    if (value !== null) values[name] = value
  }
  return {
    code: rule.reasonCode,
    ruleId: rule.id,
    scamType: rule.scamType,
    values,
    contribution: contributionOf(rule.effect, features),
  }
}

function contributionOf(effect: Effect, features: FeatureVector): number {
  if (effect.kind === 'weight') return effect.weight
  if (effect.kind === 'outcome') return 0
  const value = valueOf(features[effect.feature])
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

export function valueOf(feature: Feature | undefined): FeatureValue | null {
  return feature !== undefined && 'value' in feature ? feature.value : null
}
