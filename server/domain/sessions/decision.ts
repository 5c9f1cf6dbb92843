/** What the risk engine says of a session, before delivery and again before the signature leaves. */
import type { FeatureName } from '../features/feature.ts'

export const OUTCOMES = ['allow', 'warn', 'hold', 'block'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** Which outcome wins where several are asked for: the most severe. */
export const SEVERITY = { allow: 0, warn: 1, hold: 2, block: 3 } as const satisfies Record<Outcome, number>

export function mostSevere(outcomes: readonly Outcome[]): Outcome {
  return outcomes.reduce<Outcome>((worst, one) => (SEVERITY[one] > SEVERITY[worst] ? one : worst), 'allow')
}

/** Stopped and interrupted, in every figure, mean warn, hold or block (design). */
export function isInterrupted(outcome: Outcome): boolean {
  return outcome !== 'allow'
}

export const STAGES = ['delivery', 'release'] as const
export type Stage = (typeof STAGES)[number]

/** `fallback`: rules only in the API, because the deadline passed or Redis was gone. `policy`: an expired hold. */
export const DECIDERS = ['engine', 'fallback'] as const
export type Decider = (typeof DECIDERS)[number]

/** The scams of the catalogue; each reason names the one it points at, and the warning follows from it. */
export const SCAM_TYPES = [
  'unexpectedRequest',
  'relayedCode',
  'parallelAccount',
  'safeAccount',
  'twoStepCall',
  'remoteAccess',
  'promptBombing',
  'relayedLink',
  'unknown',
] as const
export type ScamType = (typeof SCAM_TYPES)[number]

/** A share of the score's log-odds. With the basis' `base` they add up, in their order, to the whole. */
type Share = {
  /** A stable code, e.g. `INITIATOR_FAR_FROM_PHONE`. */
  code: string
  /** Log-odds. */
  contribution: number
}

export type RuleReason = Share & {
  source: 'rule'
  ruleId: string
  scamType: ScamType
  /** The feature values that made the rule true. */
  values: Record<string, FeatureValue>
}

export type ModelReason = Share & {
  source: 'model'
  feature: string
  /** Null: the feature is missing, and its being missing said something. */
  value: FeatureValue | null
}

/** Features of which each alone moved the score too little to be named. */
export type RemainderReason = Share & { source: 'remainder'; features: number }

/** What calibration added beyond the sum of the others: part of the arithmetic, never a cause. */
export type CalibrationReason = Share & { source: 'calibration' }

/** Where a reason that is shown to people comes from: what calibration added is arithmetic. */
export const REASON_SOURCES = ['rule', 'model', 'remainder'] as const
export type ReasonSource = (typeof REASON_SOURCES)[number]

export type Reason = RuleReason | ModelReason | RemainderReason | CalibrationReason

export type FeatureValue = number | boolean | string
/** A feature is a value, or missing with the reason why it is. */
export type Feature = { value: FeatureValue } | { missing: string }
export type FeatureVector = Partial<Record<FeatureName, Feature>>
/** The same vector for who reads it by a name from storage: an old decision may hold what no feature is called now. */
export type StoredVector = Readonly<Record<string, Feature | undefined>>

/** The friction of a warning: what the person must do before the PIN. */
export type Friction = { secondStep: boolean; waitSeconds: number; codeChoice: boolean }

/** What an operator may set of the decision; everything else is in the rule set and in models. */
export type RiskSettings = {
  /** Scores from which on each outcome is asked for, rising. */
  warnAt: number
  holdAt: number
  blockAt: number
  /** At the release stage there is no hold: from here on the signature stays inside. */
  releaseBlockAt: number
  /**
   * Share (0 to 1) of what would be blocked for its score alone that goes to hold instead: what is always
   * blocked never shows whether it was fraud.
   */
  explorationShare: number
  /** Friction of a warning by the severity of what is at stake. */
  friction: { authentication: Friction; signature: Friction }
}

/** A list entry that the session met. */
export type ListMatch = { listKind: string; effect: Outcome; entryId: string }

/** Everything besides features, rules and models that a decision was made with: replay reads it. */
export type DecisionBasis = {
  /** Log-odds before any reason: the prior, and what the models say of a session of which nothing is known. */
  base: number
  settings: RiskSettings
  lists: ListMatch[]
  /** Rules that must not count for this person, phone, relying party, address or network; `held`: its condition did. */
  suppressed: { ruleId: string; held: boolean }[]
  /** Why the champion had no say: `fallback`, or what a scorer lacked. Null: it had, or there is none. */
  withoutModel: string | null
  /** `draw`: 0 to 1, by the session's id. `applied`: held to learn from it, where the score alone would block. */
  exploration: { draw: number; applied: boolean }
}

/** What rules and models in shadow would have decided. Evidence only. */
export type ShadowEvidence = {
  /** The decision with these rules live too. Null: none of them held. */
  rules: { ruleIds: string[]; score: number; outcome: Outcome } | null
  challengers: (
    | { version: string; score: number; outcome: Outcome }
    /** Had nothing to say, and why. */
    | { version: string; missing: string }
  )[]
}

export type Decision = {
  stage: Stage
  outcome: Outcome
  decidedBy: Decider
  /** 0 to 1. */
  score: number
  reasons: Reason[]
  features: FeatureVector
  ruleSetVersion: string
  modelVersion: string | null
  friction: Friction | null
  /** Null: older than this record, and not to be replayed. */
  basis: DecisionBasis | null
  /** Null: nothing was in shadow, or nothing of it held. */
  shadow: ShadowEvidence | null
}
