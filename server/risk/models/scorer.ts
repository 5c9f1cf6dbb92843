/** What every trained or counted scorer is to the engine: features in, log-odds out, with their exact parts. */
import type { FeatureValue, FeatureVector } from '../../domain/decision.ts'

export const SCORER_KINDS = ['likelihoodRatio', 'autoencoder', 'trees', 'network'] as const
export type ScorerKind = (typeof SCORER_KINDS)[number]

/** One feature's share of a scorer's word. */
export type ScoredPart = {
  feature: string
  /** Null: the feature is missing, and its being missing said something. */
  value: FeatureValue | null
  logOdds: number
}

export type ModelScore = {
  /** `base` and the parts' `logOdds` together, to the last rounding. */
  logOdds: number
  /** What the scorer says of a session of which nothing is known. */
  base: number
  /** Only features that moved the score, in no order. */
  parts: ScoredPart[]
}

export interface Scorer {
  kind: ScorerKind
  version: string
  /** Features that it reads, all of the registry. */
  features: readonly string[]
  /** Missing: it cannot say anything of this session, and why. Never throws, never answers what is no number. */
  score(features: FeatureVector): ModelScore | { missing: string }
}
