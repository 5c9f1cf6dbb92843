/**
 * A small dense network as a scorer. A feature's part is how far the log-odds go when the features are led one
 * after another from the usual to the session's own, averaged over the order given and its reverse: a difference
 * each, so the parts add up exactly, and an interaction is shared between the two orders' ends.
 */
import { type DenseLayer, loadLayers } from './denseLayers.ts'
import type { RowScore } from './matrix.ts'
import { type Scorer, withShares } from './scorer.ts'
import { inputsOf, type Standard, standardise } from './standardise.ts'

/** Plain JSON. `members`: networks of the same shape whose log-odds are averaged. */
export type NetworkModel = {
  kind: 'network'
  version: string
  standard: Standard
  members: readonly (readonly DenseLayer[])[]
}

export function loadNetwork(model: NetworkModel): Scorer {
  const { features, indicators } = model.standard
  const score = loadMean(model)
  const input = new Float64Array(inputsOf(model.standard))
  const reference = new Float64Array(input.length)
  const partly = new Float64Array(input.length)
  const shares = new Float64Array(features.length)
  const inputsOfFeature = features.map((_, at) => [
    at,
    ...indicators.flatMap((column, index) => (column === at ? [features.length + index] : [])),
  ])
  const orders = [inputsOfFeature.map((_, at) => at), inputsOfFeature.map((_, at) => at).reverse()]
  return {
    kind: 'network',
    version: model.version,
    features,
    score(row) {
      standardise(model.standard, row, input)
      shares.fill(0)
      const base = score(reference)
      for (const order of orders) {
        partly.set(reference)
        let before = base
        for (const at of order) {
          if (!lead(partly, input, inputsOfFeature[at] ?? [])) continue
          const now = score(partly)
          shares[at] = (shares[at] ?? 0) + (now - before) / orders.length
          before = now
        }
      }
      return withShares(base, shares)
    },
  }
}

/** @returns whether anything changed. */
function lead(partly: Float64Array, input: Float64Array, places: readonly number[]): boolean {
  let changed = false
  for (const place of places) {
    changed ||= partly[place] !== input[place]
    partly[place] = input[place] ?? 0
  }
  return changed
}

/** The same log-odds without parts, for whole matrices. */
export function loadNetworkForRows(model: NetworkModel): RowScore {
  const input = new Float64Array(inputsOf(model.standard))
  const score = loadMean(model)
  return (row) => {
    standardise(model.standard, row, input)
    return score(input)
  }
}

function loadMean({ members }: NetworkModel): (input: Float64Array) => number {
  const forwards = members.map(loadLayers)
  return (input) => forwards.reduce((sum, forward) => sum + (forward(input)[0] ?? 0), 0) / forwards.length
}
