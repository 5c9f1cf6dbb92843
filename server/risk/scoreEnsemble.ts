/** What the scorers of an ensemble say of a session, feature by feature. */
import type { StoredVector } from '../domain/sessions/decision.ts'
import type { Ensemble } from './engine.ts'
import { writeRow } from './models/matrix.ts'
import type { ModelScore } from './models/scorer.ts'

/** The scorers' words, weighted and added up: two that read the same feature speak with one voice about it. */
export type EnsembleOutput = {
  /** Log-odds that they give a session of which nothing is known, with the ensemble's intercept. */
  base: number
  /** What they read, each feature once. */
  features: readonly string[]
  /** Log-odds of each feature, in that order. */
  shares: Float64Array
  /** The session that it is said of. */
  session: StoredVector
}

/** The features of all members, and where each member's own stand among them. */
type Layout = {
  features: readonly string[]
  row: Float64Array
  members: readonly { row: Float64Array; places: readonly number[] }[]
}

/** Missing where a single scorer has nothing to say or says what is no number: then rules decide alone. */
export function scoreEnsemble(
  ensemble: Ensemble,
  session: StoredVector,
): EnsembleOutput | { missing: string } {
  const layout = layoutOf(ensemble)
  writeRow(layout.row, layout.features, session)
  const shares = new Float64Array(layout.features.length)
  let base = ensemble.intercept
  for (const [index, { scorer, weight }] of ensemble.members.entries()) {
    const { row, places } = layout.members[index] ?? NOTHING_READ
    for (let at = 0; at < places.length; at++) row[at] = layout.row[places[at] ?? -1] ?? Number.NaN
    const modelScore = scorer.score(row)
    if ('missing' in modelScore) return { missing: `${scorer.kind}: ${modelScore.missing}` }
    if (!isFiniteScore(modelScore, weight)) return { missing: `${scorer.kind}: not a number` }
    base += weight * modelScore.base
    for (let at = 0; at < places.length; at++) {
      const place = places[at] ?? -1
      shares[place] = (shares[place] ?? 0) + weight * (modelScore.shares[at] ?? 0)
    }
  }
  if (!Number.isFinite(base)) return { missing: 'intercept: not a number' }
  return { base, features: layout.features, shares, session }
}

const NOTHING_READ: Layout['members'][number] = { row: new Float64Array(0), places: [] }

function isFiniteScore({ logOdds, base, shares }: ModelScore, weight: number): boolean {
  if (!Number.isFinite(logOdds) || !Number.isFinite(base) || !Number.isFinite(weight)) return false
  for (let at = 0; at < shares.length; at++) if (!Number.isFinite(shares[at])) return false
  return true
}

const layouts = new WeakMap<Ensemble, Layout>()

function layoutOf(ensemble: Ensemble): Layout {
  const known = layouts.get(ensemble)
  if (known !== undefined) return known
  const features = [...new Set(ensemble.members.flatMap(({ scorer }) => scorer.features))]
  const placeOf = new Map(features.map((name, place) => [name, place]))
  const layout: Layout = {
    features,
    row: new Float64Array(features.length),
    members: ensemble.members.map(({ scorer }) => ({
      row: new Float64Array(scorer.features.length),
      places: scorer.features.map((name) => placeOf.get(name) ?? -1),
    })),
  }
  layouts.set(ensemble, layout)
  return layout
}
