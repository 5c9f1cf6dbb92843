/** Reasons in words for an analyst: what was found, with which value, against what is usual. */
import type { Decision, FeatureValue, FeatureVector, Reason } from '../domain/decision.ts'
import { FEATURES } from './features/registry.ts'
import type { RuleSet } from './rules/rule.ts'
import { featureValue } from './score.ts'

export type Explained = {
  code: string
  ruleId: string
  /** The rule's own sentence. */
  sentence: string
  findings: { feature: string; meaning: string; value: string; usual: string | null }[]
  contribution: number
  /** How many times likelier fraud became by this reason. */
  factor: number
}

export function explain(
  decision: Pick<Decision, 'reasons' | 'features'>,
  ruleSet: Pick<RuleSet, 'rules'>,
): Explained[] {
  return decision.reasons.map((reason) => ({
    code: reason.code,
    ruleId: reason.ruleId,
    sentence: ruleSet.rules.find((rule) => rule.id === reason.ruleId)?.sentence ?? reason.code,
    findings: findingsOf(reason, decision.features),
    contribution: reason.contribution,
    factor: Math.exp(reason.contribution),
  }))
}

function findingsOf(reason: Reason, features: FeatureVector): Explained['findings'] {
  return Object.entries(reason.values).map(([feature, value]) => ({
    feature,
    meaning: FEATURES[feature]?.meaning ?? feature,
    value: inWords(value, FEATURES[feature]?.unit),
    usual: usualFor(feature, features),
  }))
}

export function inWords(value: FeatureValue, unit: string | undefined): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string') return value
  return `${Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 10) / 10} ${unit ?? ''}`.trimEnd()
}

/** What the person usually does, where another feature of the same vector tells it. */
function usualFor(feature: string, features: FeatureVector): string | null {
  const amount = featureValue(features.amount)
  const toMax = featureValue(features.amountToUsualMax)
  const isAmount = feature === 'amount' || feature === 'amountToUsualMax'
  if (isAmount && typeof amount === 'number' && typeof toMax === 'number' && toMax > 0) {
    return `at most ${inWords(amount / toMax, undefined)}`
  }
  if (feature !== 'subjectRequests24h') return null
  const overWeek = featureValue(features.subjectRequests7d)
  return typeof overWeek === 'number' ? `${inWords(overWeek / 7, 'requests')} a day` : null
}
