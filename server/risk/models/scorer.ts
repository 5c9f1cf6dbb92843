/** What every trained or counted scorer is to the engine: a row of features in, log-odds out, with their exact shares. */

export const SCORER_KINDS = ['likelihoodRatio', 'autoencoder', 'trees', 'network'] as const
export type ScorerKind = (typeof SCORER_KINDS)[number]

export type ModelScore = {
  /** `base` and the shares, added in the order of the features. */
  logOdds: number
  /** What the scorer says of a session of which nothing is known. */
  base: number
  /** Log-odds that each feature brought, in the order of the features. The next call writes them anew. */
  shares: Float64Array
}

export interface Scorer {
  kind: ScorerKind
  version: string
  /** Names of the features that it reads. One that went since its training is missing for ever. */
  features: readonly string[]
  /**
   * Missing: it cannot say anything of this session, and why. Never throws, never answers what is no number.
   * @param row one number a feature, as `writeRow` writes it; NaN is missing.
   */
  score(row: Float64Array): ModelScore | { missing: string }
}

/** Adds up what it gives, so that the sum is exact by construction. */
export function withShares(base: number, shares: Float64Array): ModelScore {
  let logOdds = base
  for (let at = 0; at < shares.length; at++) logOdds += shares[at] ?? 0
  return { logOdds, base, shares }
}
