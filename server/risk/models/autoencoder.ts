/**
 * How badly a network that learnt ordinary sessions can say this one again. Needs no labels, so it works from the
 * first week on. Each feature's squared error is weighed by what is usual for that feature, and the weighted mean
 * becomes log-odds by how rare it was among ordinary sessions that the network had not seen.
 */
import { type DenseLayer, type Forward, loadLayers } from './denseLayers.ts'
import type { RowScore } from './matrix.ts'
import { type Scorer, withShares } from './scorer.ts'
import { inputsOf, type Standard, standardise } from './standardise.ts'

/** Plain JSON. */
export type AutoencoderModel = {
  kind: 'autoencoder'
  version: string
  standard: Standard
  layers: readonly DenseLayer[]
  /** One an input: 1 / usual squared error. */
  errorWeights: readonly number[]
  rarity: Rarity
}

/**
 * Log-odds of an error: −ln(share of ordinary sessions with at least this error) − 1, so that ordinary sessions
 * have a mean of 0 (−ln of a uniform number has mean 1). Up to the tail read off held-out sessions; beyond it the
 * share falls as a power of the error (Hill 1975), so that the strangest are still told apart.
 */
export type Rarity = {
  /** [ln error, log-odds], both rising. */
  points: readonly (readonly [number, number])[]
  /** Log-odds for each unit of ln error beyond the last point. */
  tailSlope: number
}

const LEAST_LOG_ODDS = -1

type Loaded = {
  model: AutoencoderModel
  forward: Forward
  input: Float64Array
  errors: Float64Array
}

export function loadAutoencoder(model: AutoencoderModel): Scorer {
  const loaded = load(model)
  const { features } = model.standard
  const shares = new Float64Array(features.length)
  return {
    kind: 'autoencoder',
    version: model.version,
    features,
    score(row) {
      const error = measure(loaded, row)
      const evidence = readRarity(model.rarity, error) - LEAST_LOG_ODDS
      for (let at = 0; at < shares.length; at++) {
        shares[at] = error > 0 ? (evidence * (loaded.errors[at] ?? 0)) / error : 0
      }
      return withShares(LEAST_LOG_ODDS, shares)
    },
  }
}

/** The same log-odds without parts, for whole matrices. */
export function loadAutoencoderForRows(model: AutoencoderModel): RowScore {
  const loaded = load(model)
  return (row) => readRarity(model.rarity, measure(loaded, row))
}

/** The weighted error itself, to fit the rarity on. */
export function loadErrorForRows(model: Omit<AutoencoderModel, 'rarity'>): RowScore {
  const loaded = load({ ...model, rarity: { points: [], tailSlope: 0 } })
  return (row) => measure(loaded, row)
}

function load(model: AutoencoderModel): Loaded {
  return {
    model,
    forward: loadLayers(model.layers),
    input: new Float64Array(inputsOf(model.standard)),
    errors: new Float64Array(model.standard.features.length),
  }
}

/** Leaves each feature's share in `errors`, that of its indicator with it. */
function measure({ model, forward, input, errors }: Loaded, row: Float64Array): number {
  const { standard, errorWeights } = model
  standardise(standard, row, input)
  const output = forward(input)
  const width = standard.features.length
  const share = (at: number) =>
    ((errorWeights[at] ?? 0) * ((input[at] ?? 0) - (output[at] ?? 0)) ** 2) / input.length
  for (let at = 0; at < width; at++) errors[at] = share(at)
  for (let at = width; at < input.length; at++) {
    const column = standard.indicators[at - width] ?? 0
    errors[column] = (errors[column] ?? 0) + share(at)
  }
  let sum = 0
  for (let at = 0; at < width; at++) sum += errors[at] ?? 0
  return sum
}

export function readRarity({ points, tailSlope }: Rarity, error: number): number {
  const x = Math.log(error)
  const [lastX, lastY] = points.at(-1) ?? [0, LEAST_LOG_ODDS]
  if (x >= lastX) return lastY + tailSlope * (x - lastX)
  let [leftX, leftY] = points[0] ?? [lastX, lastY]
  if (x <= leftX) return leftY
  for (const [rightX, rightY] of points) {
    if (x < rightX) return leftY + ((rightY - leftY) * (x - leftX)) / (rightX - leftX)
    leftX = rightX
    leftY = rightY
  }
  return leftY
}
