/** Calibration applied: log-odds in, log-odds of a probability out. */
import type { Calibration } from './engine.ts'
import { readCurve } from './readCurve.ts'

export function calibrate(calibration: Calibration, logOdds: number): number {
  switch (calibration.kind) {
    case 'identity':
      return logOdds
    case 'beta':
      // Kull, Silva Filho, Flach 2017, equation 4, with ln p and ln(1 − p) taken from the log-odds.
      return calibration.a * logLogistic(logOdds) - calibration.b * logLogistic(-logOdds) + calibration.c
    case 'isotonic':
      return calibration.points.length === 0 ? logOdds : readCurve(calibration.points, logOdds)
  }
}

export function logistic(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds))
}

/** ln(logistic(x)), without losing the small ones: ln(1 / (1 + e^−x)). */
function logLogistic(x: number): number {
  return x < 0 ? x - Math.log1p(Math.exp(x)) : -Math.log1p(Math.exp(-x))
}
