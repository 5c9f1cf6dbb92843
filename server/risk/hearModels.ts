/** What the scorers of an ensemble say of a session, feature by feature. */
import type { FeatureValue, FeatureVector } from '../domain/decision.ts'
import type { Ensemble } from './engine.ts'
import type { ModelScore } from './models/scorer.ts'

/** The scorers' words, weighted and added up. */
export type ModelsSay = {
  /** Log-odds that they give a session of which nothing is known, with the ensemble's intercept. */
  base: number
  /** Log-odds by feature. */
  parts: Map<string, ModelPart>
}

export type ModelPart = { feature: string; value: FeatureValue | null; contribution: number }

/** Missing where a single scorer has nothing to say or says what is no number: then rules decide alone. */
export function hearModels(ensemble: Ensemble, features: FeatureVector): ModelsSay | { missing: string } {
  const say: ModelsSay = { base: ensemble.intercept, parts: new Map() }
  for (const { scorer, weight } of ensemble.members) {
    const said = scorer.score(features)
    if ('missing' in said) return { missing: `${scorer.kind}: ${said.missing}` }
    if (!saysNumbers(said, weight)) return { missing: `${scorer.kind}: not a number` }
    add(say, said, weight)
  }
  return Number.isFinite(say.base) ? say : { missing: 'intercept: not a number' }
}

function saysNumbers({ logOdds, base, parts }: ModelScore, weight: number): boolean {
  if (!Number.isFinite(logOdds) || !Number.isFinite(base) || !Number.isFinite(weight)) return false
  for (const part of parts) if (!Number.isFinite(part.logOdds)) return false
  return true
}

/** Two scorers that read the same feature speak with one voice about it. */
function add(say: ModelsSay, said: ModelScore, weight: number): void {
  say.base += weight * said.base
  for (const { feature, value, logOdds } of said.parts) {
    const before = say.parts.get(feature)
    if (before === undefined) say.parts.set(feature, { feature, value, contribution: weight * logOdds })
    else before.contribution += weight * logOdds
  }
}
