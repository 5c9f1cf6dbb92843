/** Reasons in words for an analyst: what was found, with which value, against what is usual. */
import type {
  Decision,
  FeatureValue,
  FeatureVector,
  Reason,
  ReasonSource,
  ScamType,
} from '../domain/sessions/decision.ts'
import { baselineValue } from './baseline.ts'
import { declarationOf } from './features/registry.ts'
import type { CompiledRule, RuleSet } from './rules/rule.ts'

export type Finding = { feature: string; meaning: string; value: string; usual: string | null }

export type Explained = {
  source: ReasonSource
  code: string
  /** Null where it is no rule's. */
  ruleId: string | null
  /** The scam that the rule points at; models tell none apart. */
  scamType: ScamType | null
  /** The rule's own sentence, or what the model's feature means. */
  sentence: string
  /** The rule's expression; null where the rule set that decided is not at hand. */
  condition: string | null
  findings: Finding[]
  contribution: number
  /** How many times likelier, in odds, fraud became by this reason. */
  factor: number
}

/**
 * @param ruleSet the one that decided, or a later one: then rules keep their sentence where they still exist,
 *   and expressions are left out.
 * @returns the reasons in their order; what calibration added is arithmetic and no cause, so it is left out.
 */
export function explain(
  decision: Pick<Decision, 'reasons' | 'features' | 'ruleSetVersion'>,
  ruleSet: Pick<RuleSet, 'rules' | 'version'>,
): Explained[] {
  const isSameVersion = ruleSet.version === decision.ruleSetVersion
  return decision.reasons.flatMap((reason) => {
    if (reason.source === 'calibration') return []
    const rule = reason.source === 'rule' ? ruleSet.rules.find((one) => one.id === reason.ruleId) : undefined
    const { code, contribution } = reason
    return {
      source: reason.source,
      code,
      ruleId: reason.source === 'rule' ? reason.ruleId : null,
      scamType: reason.source === 'rule' ? reason.scamType : null,
      sentence: sentenceOf(reason, rule),
      condition: isSameVersion ? (rule?.condition ?? null) : null,
      findings: findingsOf(reason, decision.features),
      contribution,
      factor: Math.exp(contribution),
    }
  })
}

/** One reason's sentence alone. A rule keeps its own while it exists; after that its code is all there is. */
export function reasonSentence(reason: ExplainedReason, { rules }: Pick<RuleSet, 'rules'>): string {
  const rule = reason.source === 'rule' ? rules.find((one) => one.id === reason.ruleId) : undefined
  return sentenceOf(reason, rule)
}

/** What calibration added is arithmetic and no cause. */
type ExplainedReason = Exclude<Reason, { source: 'calibration' }>

function sentenceOf(reason: ExplainedReason, rule: CompiledRule | undefined) {
  switch (reason.source) {
    case 'rule':
      return rule?.sentence ?? reason.code
    case 'model':
      return `${meaningOf(reason.feature)}.`
    case 'remainder':
      return `${reason.features} other features that the model reads, each of little weight.`
  }
}

function findingsOf(reason: Reason, features: FeatureVector): Finding[] {
  switch (reason.source) {
    case 'rule':
      return Object.entries(reason.values).map(([feature, value]) => finding(feature, value, features))
    case 'model':
      return [finding(reason.feature, reason.value, features)]
    case 'remainder':
    case 'calibration':
      return []
  }
}

function finding(feature: string, value: FeatureValue | null, features: FeatureVector): Finding {
  const unit = declarationOf(feature)?.unit
  const usual = baselineValue(feature, features)
  return {
    feature,
    meaning: meaningOf(feature),
    value: value === null ? 'not known' : inWords(value, unit),
    usual: usual === null ? null : `${usual.atMost ? 'at most ' : ''}${inWords(usual.value, unit)}`,
  }
}

function meaningOf(feature: string): string {
  return declarationOf(feature)?.meaning ?? feature
}

export function inWords(value: FeatureValue, unit: string | undefined): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string') return value
  return `${Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 10) / 10} ${unit ?? ''}`.trimEnd()
}
