/** What the risk engine says of a session, before delivery and again before the signature leaves. */
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

export type Reason = {
  /** A stable code, e.g. `INITIATOR_FAR_FROM_PHONE`. */
  code: string
  ruleId: string
  scamType: ScamType
  /** The feature values that made the rule true. */
  values: Record<string, FeatureValue>
  /** This reason's share of the score's log-odds. */
  contribution: number
}

export type FeatureValue = number | boolean | string
/** A feature is a value, or missing with the reason why it is. */
export type Feature = { value: FeatureValue } | { missing: string }
export type FeatureVector = Record<string, Feature>

/** The friction of a warning: what the person must do before the PIN. */
export type Friction = { secondStep: boolean; waitSeconds: number; codeChoice: boolean }

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
}
