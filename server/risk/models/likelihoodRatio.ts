/**
 * How much likelier the session is among everybody's than among the person's own: the likelihood ratio of Freeman
 * et al. (NDSS 2016), in the form without attack data that Wiefling et al. (ACM TOPS 2022) measured:
 *
 *   S = [ Π_k p(x_k) / p(x_k | u) ] · p(u | attack) / p(u | legitimate)
 *
 * with all people equally attacked, so that the last factor is (sessions a person) / (sessions of this person).
 * p(x_k) mixes levels (network, place): Σ λ_h · share of the level's value. The global share is smoothed, the
 * person's own is not; where the person never had the value at any level the factor is exactly 4, because
 * smoothing both sides would call the unknown harmless. Logarithms make it a sum, so the parts are exact.
 *
 * It needs no labels, only one earlier session. It is no probability: weights and calibration come after.
 */
import type { FeatureVector } from '../../domain/decision.ts'
import type { RowScore } from './matrix.ts'
import type { ModelScore, ScoredPart, Scorer } from './scorer.ts'

/** One level of an attribute: the feature names begin with `attribute` (`networkOwnShare`, `networkGlobalShare`). */
export type ShareLevel = {
  attribute: string
  weight: number
  /** M: values that nobody has shown yet, as many as the next coarser level has distinct ones. */
  unseen: number
}

/** Plain JSON. Each inner list is one attribute, its levels from the finest to the coarsest. */
export type LikelihoodRatioModel = {
  kind: 'likelihoodRatio'
  version: string
  attributes: readonly (readonly ShareLevel[])[]
  /** N: sessions that the global shares are made from. */
  observations: number
  /** Mean of completed sessions a person. */
  sessionsPerPerson: number
}

/** A feature as a number; null where it is missing. */
type ReadNumber = (name: string) => number | null

const NOTHING: ModelScore = { logOdds: 0, base: 0, parts: [] }
export const OWN_SESSIONS = 'ownSessions'
/** Factor where the person never had the value (das-group/rba-algorithm, after Freeman et al.). */
const NEVER_HAD = 4

export function loadLikelihoodRatio(model: LikelihoodRatioModel): Scorer {
  const levels = model.attributes.flat()
  return {
    kind: 'likelihoodRatio',
    version: model.version,
    features: [
      ...levels.flatMap(({ attribute }) => [ownShareOf(attribute), globalShareOf(attribute)]),
      OWN_SESSIONS,
    ],
    score: (features) => compare(model, (name) => numberOf(features, name)),
  }
}

/** The same log-odds for rows of these features. */
export function loadLikelihoodRatioForRows(
  model: LikelihoodRatioModel,
  features: readonly string[],
): RowScore {
  const columns = new Map(features.map((name, column) => [name, column]))
  return (row) =>
    compare(model, (name) => {
      const value = row[columns.get(name) ?? -1] ?? Number.NaN
      return Number.isFinite(value) ? value : null
    }).logOdds
}

function compare(model: LikelihoodRatioModel, read: ReadNumber): ModelScore {
  const sessions = read(OWN_SESSIONS)
  // Of a first session nothing can be said: others must be heard all the same.
  if (sessions === null || sessions < 1) return NOTHING
  const parts = model.attributes.flatMap((attribute) => partOf(attribute, model.observations, read))
  if (parts.length === 0) return NOTHING
  parts.push({
    feature: OWN_SESSIONS,
    value: sessions,
    logOdds: Math.log(model.sessionsPerPerson / sessions),
  })
  return addUp(parts)
}

export function ownShareOf(attribute: string): string {
  return `${attribute}OwnShare`
}

export function globalShareOf(attribute: string): string {
  return `${attribute}GlobalShare`
}

/** Told under the finest level that is there. Levels that are missing leave their weight to the others. */
function partOf(attribute: readonly ShareLevel[], observations: number, read: ReadNumber): ScoredPart[] {
  const present = attribute.flatMap((level) => {
    const own = read(ownShareOf(level.attribute))
    const global = read(globalShareOf(level.attribute))
    return own === null || global === null ? [] : [{ ...level, own, global }]
  })
  const [finest] = present
  if (finest === undefined) return []
  const weights = present.reduce((sum, { weight }) => sum + weight, 0)
  const mix = (share: (level: (typeof present)[number]) => number) =>
    present.reduce((sum, level) => sum + (level.weight / weights) * share(level), 0)
  const own = mix((level) => level.own)
  const global = mix((level) => smooth(level.global, observations, level.unseen))
  const factor = own === 0 ? NEVER_HAD : global / own
  return [{ feature: ownShareOf(finest.attribute), value: finest.own, logOdds: Math.log(factor) }]
}

/** Seen: c/N · (1 − M/(N + M)). Unseen: 1/(N + M). */
export function smooth(share: number, observations: number, unseen: number): number {
  const all = observations + unseen
  return share > 0 ? share * (1 - unseen / all) : 1 / all
}

function addUp(parts: readonly ScoredPart[]): ModelScore {
  const moving = parts.filter(({ logOdds }) => logOdds !== 0)
  return { logOdds: moving.reduce((sum, { logOdds }) => sum + logOdds, 0), base: 0, parts: moving }
}

function numberOf(features: FeatureVector, name: string): number | null {
  const feature = features[name]
  const value = feature !== undefined && 'value' in feature ? feature.value : null
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}
