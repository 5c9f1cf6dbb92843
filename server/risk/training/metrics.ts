/** How well scores rank and how true they are as probabilities. Labels: 1 is fraud. */

/** Indices, the highest score first. */
export function rank(scores: ArrayLike<number>): Uint32Array {
  return Uint32Array.from({ length: scores.length }, (_, at) => at).sort(
    (a, b) => (scores[b] ?? 0) - (scores[a] ?? 0),
  )
}

/** Counts after each group of equal scores, the highest first: what every ranking figure is made from. */
function* thresholds(scores: ArrayLike<number>, labels: ArrayLike<number>) {
  const order = rank(scores)
  let frauds = 0
  for (let at = 0; at < order.length; at++) {
    const one = order[at] ?? 0
    frauds += labels[one] ?? 0
    const next = order[at + 1]
    if (next !== undefined && scores[next] === scores[one]) continue
    yield { flagged: at + 1, frauds, genuine: at + 1 - frauds }
  }
}

function totals(labels: ArrayLike<number>) {
  let frauds = 0
  for (let at = 0; at < labels.length; at++) frauds += labels[at] ?? 0
  return { frauds, genuine: labels.length - frauds }
}

/** Area under the ROC curve by trapezoids, which counts a tie as half. NaN without both classes. */
export function rocAuc(scores: ArrayLike<number>, labels: ArrayLike<number>): number {
  const all = totals(labels)
  let area = 0
  let before = { frauds: 0, genuine: 0 }
  for (const now of thresholds(scores, labels)) {
    area += ((now.genuine - before.genuine) * (now.frauds + before.frauds)) / 2
    before = now
  }
  return area / (all.frauds * all.genuine)
}

/** Average precision: Σ (R_n − R_{n−1}) P_n over the thresholds, without interpolation (as scikit-learn defines it). */
export function averagePrecision(scores: ArrayLike<number>, labels: ArrayLike<number>): number {
  const all = totals(labels)
  let sum = 0
  let before = 0
  for (const { flagged, frauds } of thresholds(scores, labels)) {
    sum += ((frauds - before) * frauds) / flagged
    before = frauds
  }
  return sum / all.frauds
}

/** The largest share of frauds found while at most `fpr` of the genuine are flagged. */
export function tprAtFpr(scores: ArrayLike<number>, labels: ArrayLike<number>, fpr: number): number {
  const all = totals(labels)
  let found = 0
  for (const { frauds, genuine } of thresholds(scores, labels)) {
    if (genuine > fpr * all.genuine) break
    found = frauds
  }
  return found / all.frauds
}

/** Mean squared distance of probability and truth (Brier 1950). */
export function brierScore(probabilities: ArrayLike<number>, labels: ArrayLike<number>): number {
  let sum = 0
  for (let at = 0; at < labels.length; at++) sum += ((probabilities[at] ?? 0) - (labels[at] ?? 0)) ** 2
  return sum / labels.length
}

/** Mean negative log-likelihood a row, of log-odds. */
export function logLoss(logOdds: ArrayLike<number>, labels: ArrayLike<number>): number {
  let sum = 0
  for (let at = 0; at < labels.length; at++) {
    const signed = labels[at] === 1 ? -(logOdds[at] ?? 0) : (logOdds[at] ?? 0)
    sum += signed > 0 ? signed + Math.log1p(Math.exp(-signed)) : Math.log1p(Math.exp(signed))
  }
  return sum / labels.length
}

export type ReliabilityBin = { rows: number; predicted: number; observed: number }

/** Bins of equally many rows, the lowest first: with rare fraud, bins of equal width would nearly all be empty. */
export function reliability(
  probabilities: ArrayLike<number>,
  labels: ArrayLike<number>,
  bins = 10,
): ReliabilityBin[] {
  const order = rank(probabilities).reverse()
  return Array.from({ length: bins }, (_, bin) => {
    const rows = order.subarray(
      Math.floor((bin * order.length) / bins),
      Math.floor(((bin + 1) * order.length) / bins),
    )
    let predicted = 0
    let observed = 0
    for (const row of rows) {
      predicted += probabilities[row] ?? 0
      observed += labels[row] ?? 0
    }
    return { rows: rows.length, predicted: predicted / rows.length, observed: observed / rows.length }
  }).filter((bin) => bin.rows > 0)
}

/** Expected calibration error: the mean distance of predicted and observed share over the bins, by rows. */
export function calibrationError(
  probabilities: ArrayLike<number>,
  labels: ArrayLike<number>,
  bins = 10,
): number {
  const found = reliability(probabilities, labels, bins)
  return found.reduce(
    (sum, { rows, predicted, observed }) => sum + (rows / labels.length) * Math.abs(predicted - observed),
    0,
  )
}
