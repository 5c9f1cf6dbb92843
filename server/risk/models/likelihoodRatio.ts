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
import type { FeatureName } from '../../domain/features/feature.ts'
import type { RowScore } from './matrix.ts'
import { type ModelScore, type Scorer, withShares } from './scorer.ts'

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

/** What both shares of it are features of. */
export type ShareAttribute = FeatureName extends infer Name
  ? Name extends `${infer Attribute}GlobalShare`
    ? Attribute
    : never
  : never

export const OWN_SESSIONS = 'ownSessions' satisfies FeatureName
/** Factor where the person never had the value (das-group/rba-algorithm, after Freeman et al.). */
const NEVER_HAD = 4

export function loadLikelihoodRatio(model: LikelihoodRatioModel): Scorer {
  const levels = model.attributes.flat()
  const features = [
    ...levels.flatMap(({ attribute }) => [ownShareOf(attribute), globalShareOf(attribute)]),
    OWN_SESSIONS,
  ]
  return {
    kind: 'likelihoodRatio',
    version: model.version,
    features,
    score: createComparison(model, features),
  }
}

/** The same log-odds for rows of these features. */
export function loadLikelihoodRatioForRows(
  model: LikelihoodRatioModel,
  features: readonly string[],
): RowScore {
  const compare = createComparison(model, features)
  return (row) => compare(row).logOdds
}

/** A level, and where its two shares stand in a row; −1: nowhere. */
type PlacedLevel = ShareLevel & { own: number; global: number }

function createComparison(model: LikelihoodRatioModel, features: readonly string[]) {
  const attributes = model.attributes.map((levels) =>
    levels.map((level) => ({
      ...level,
      own: features.indexOf(ownShareOf(level.attribute)),
      global: features.indexOf(globalShareOf(level.attribute)),
    })),
  )
  const ownSessions = features.indexOf(OWN_SESSIONS)
  const shares = new Float64Array(features.length)
  return (row: Float64Array): ModelScore => {
    shares.fill(0)
    const sessions = row[ownSessions] ?? Number.NaN
    // Of a first session nothing can be said: others must be heard all the same.
    if (!(sessions >= 1)) return withShares(0, shares)
    let compared = 0
    for (const levels of attributes) compared += compareAttribute(levels, model.observations, row, shares)
    if (compared > 0) shares[ownSessions] = Math.log(model.sessionsPerPerson / sessions)
    return withShares(0, shares)
  }
}

export function ownShareOf<Attribute extends string>(attribute: Attribute): `${Attribute}OwnShare` {
  return `${attribute}OwnShare`
}

export function globalShareOf<Attribute extends string>(attribute: Attribute): `${Attribute}GlobalShare` {
  return `${attribute}GlobalShare`
}

/**
 * Told under the finest level that is there. Levels that are missing leave their weight to the others.
 * @returns 1, or 0 where no level is there.
 */
function compareAttribute(
  levels: readonly PlacedLevel[],
  observations: number,
  row: Float64Array,
  shares: Float64Array,
): number {
  let own = 0
  let global = 0
  let finest: PlacedLevel | null = null
  for (const level of levels) {
    const ownShare = row[level.own] ?? Number.NaN
    const globalShare = row[level.global] ?? Number.NaN
    if (!Number.isFinite(ownShare) || !Number.isFinite(globalShare)) continue
    finest ??= level
    own += level.weight * ownShare
    global += level.weight * smooth(globalShare, observations, level.unseen)
  }
  if (finest === null) return 0
  // What the weights add up to is the same above and below.
  shares[finest.own] = Math.log(own === 0 ? NEVER_HAD : global / own)
  return 1
}

/** Seen: c/N · (1 − M/(N + M)). Unseen: 1/(N + M). */
export function smooth(share: number, observations: number, unseen: number): number {
  const all = observations + unseen
  return share > 0 ? share * (1 - unseen / all) : 1 / all
}
