/** Everything with versions that a decision is made with. The same engine over the same facts decides the same. */
import type { Scorer } from './models/scorer.ts'
import type { RuleSet } from './rules/rule.ts'
import type { RiskSettings } from './settings.ts'

/** A monotone map of log-odds to log-odds, so that the score is a probability. */
export type Calibration =
  | { kind: 'identity' }
  /** Beta calibration (Kull, Silva Filho, Flach 2017): ln odds = a ln p − b ln(1 − p) + c, with a, b ≥ 0. */
  | { kind: 'beta'; a: number; b: number; c: number }
  /** Straight lines between [log-odds in, log-odds out], both rising, flat beyond the ends. */
  | { kind: 'isotonic'; points: readonly (readonly [number, number])[] }

/** Scorers and rules put together: intercept + ruleWeight · rules + Σ weight · scorer, calibrated. */
export type Ensemble = {
  version: string
  members: readonly { scorer: Scorer; weight: number }[]
  ruleWeight: number
  intercept: number
  calibration: Calibration
}

/** One rule that must not count for one entity. */
export type Suppression = {
  ruleId: string
  kind: 'subject' | 'account' | 'relyingParty' | 'address' | 'network'
  /** The id or keyed digest that facts carry for it. */
  key: string
  /** Event time (ms) from which on the rule counts again; null: until it is taken back. */
  until: number | null
}

export type RiskEngine = {
  /** Rules that are live, which count, and in shadow, which are only recorded. */
  ruleSet: RuleSet
  /** Null: rules alone. */
  champion: Ensemble | null
  /** Score in shadow, never decide. */
  challengers: readonly Ensemble[]
  suppressions: readonly Suppression[]
  settings: RiskSettings
}

/** Where the flows find what is in force now. Answers at once: whoever keeps it hears of changes. */
export interface EngineSource {
  current(): RiskEngine
}
