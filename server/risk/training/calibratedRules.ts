/**
 * The rules as a model: how much their word is worth, fitted to labels. It needs no features of its own, so it is
 * the first champion that a young installation can have, and what every other candidate must beat.
 */
import type { Calibration, Ensemble } from '../engine.ts'
import { fitLogistic } from './fitLogistic.ts'
import { countFrauds, sliceRows, type TrainingRows } from './trainingRows.ts'

export type CalibratedRules = Pick<Ensemble, 'intercept' | 'ruleWeight' | 'calibration'>

/** The later part of the training span is kept for the calibration, which must not see what the weights saw. */
const WEIGHTS_SHARE = 0.75
/** Fewer frauds than these say less of the shape of the curve than assuming that there is nothing to bend. */
const LEAST_FRAUDS_TO_CALIBRATE = 20
/** As much trust as this many rows have: the rules' own scale, until labels say otherwise. */
const RIDGE = 1
/** Keeps logarithms finite. */
const CLOSEST = 1e-12

/** @throws RangeError where fraud or its contrary is missing among the earlier rows. */
export function trainCalibratedRules(rows: TrainingRows): CalibratedRules {
  const border = Math.floor(rows.rows * WEIGHTS_SHARE)
  const later = sliceRows(rows, border, rows.rows)
  const laterFrauds = countFrauds(later)
  const bends = laterFrauds >= LEAST_FRAUDS_TO_CALIBRATE && laterFrauds < later.rows
  const seen = bends ? sliceRows(rows, 0, border) : rows
  const { intercept, weights } = fitLogistic({
    columns: [seen.ruleLogOdds],
    labels: seen.labels,
    nonNegative: [true],
    towards: [1],
    ridge: RIDGE,
  })
  const fitted = { intercept, ruleWeight: weights[0] ?? 0 }
  return {
    ...fitted,
    calibration: bends ? fitBeta(rawLogOdds(fitted, later), later.labels) : { kind: 'identity' },
  }
}

/** The calibrated probabilities, one a row. */
export function scoreByRules(model: CalibratedRules, rows: TrainingRows): Float64Array {
  return rawLogOdds(model, rows).map((raw) => toProbability(bend(model.calibration, raw)))
}

export function toProbability(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds))
}

function rawLogOdds(
  { intercept, ruleWeight }: Pick<CalibratedRules, 'intercept' | 'ruleWeight'>,
  rows: TrainingRows,
) {
  return rows.ruleLogOdds.map((logOdds) => intercept + ruleWeight * logOdds)
}

/** Beta calibration (Kull, Silva Filho, Flach 2017): ln odds = a ln p − b ln(1 − p) + c, with a, b ≥ 0. */
function fitBeta(raw: Float64Array, labels: Uint8Array): Calibration {
  const { intercept: c, weights } = fitLogistic({
    columns: [raw.map((logOdds) => logOf(logOdds)), raw.map((logOdds) => -logOf(-logOdds))],
    labels,
    nonNegative: [true, true],
    towards: [1, 1],
    ridge: RIDGE,
  })
  return { kind: 'beta', a: weights[0] ?? 1, b: weights[1] ?? 1, c }
}

function bend(calibration: Calibration, raw: number): number {
  if (calibration.kind !== 'beta') return raw
  return calibration.a * logOf(raw) - calibration.b * logOf(-raw) + calibration.c
}

/** ln p of log-odds. */
function logOf(logOdds: number): number {
  return Math.log(Math.max(toProbability(logOdds), CLOSEST))
}
