/**
 * Logistic regression with weights that are not negative, by Newton's method (iteratively reweighted least
 * squares: Hastie, Tibshirani, Friedman 2009, §4.4.1), each step projected onto the weights allowed. A ridge
 * draws each weight towards a value that is right where labels are few, and keeps separated classes finite.
 */
export type LogisticProblem = {
  /** One array a weight, one number a row. */
  columns: readonly Float64Array[]
  /** 1 or 0, one a row. */
  labels: Uint8Array
  /** Where each weight lies while no label says otherwise. */
  towards: readonly number[]
  /** How many rows' worth of trust that value has. */
  ridge: number
}
export type LogisticFit = { intercept: number; weights: number[] }

const MOST_STEPS = 60
const CLOSE = 1e-9
const HALVINGS = 30

/** @throws RangeError where one of the two classes is missing. */
export function fitLogistic(problem: LogisticProblem): LogisticFit {
  const { columns, labels, towards } = problem
  const frauds = labels.reduce((sum, label) => sum + label, 0)
  if (frauds === 0 || frauds === labels.length) throw new RangeError('both classes are needed')
  // The intercept is the last of the parameters and free in sign.
  let at = [...towards, Math.log(frauds / (labels.length - frauds))]
  let loss = lossAt(problem, at)
  for (let step = 0; step < MOST_STEPS; step++) {
    const next = takeStep(problem, at, loss)
    if (next === null) break
    const gained = loss - next.loss
    at = next.at
    loss = next.loss
    if (gained < CLOSE) break
  }
  return { intercept: at[columns.length] ?? 0, weights: at.slice(0, columns.length) }
}

function takeStep(problem: LogisticProblem, at: readonly number[], loss: number) {
  const { gradient, curvature } = slopesAt(problem, at)
  // A weight that lies at zero and is pushed below it stays there.
  const isFree = gradient.map((slope, index) => index === at.length - 1 || (at[index] ?? 0) > 0 || slope < 0)
  const free = gradient.flatMap((_, index) => (isFree[index] === true ? [index] : []))
  const direction = solve(
    free.map((row) => free.map((column) => curvature[row]?.[column] ?? 0)),
    free.map((index) => gradient[index] ?? 0),
  )
  for (let share = 1, halving = 0; halving < HALVINGS; share /= 2, halving++) {
    const moved = [...at]
    free.forEach((index, place) => {
      const value = (at[index] ?? 0) - share * (direction[place] ?? 0)
      moved[index] = index === at.length - 1 ? value : Math.max(0, value)
    })
    const movedLoss = lossAt(problem, moved)
    if (movedLoss < loss) return { at: moved, loss: movedLoss }
  }
  return null
}

function logOddsOf({ columns }: LogisticProblem, at: readonly number[], row: number): number {
  let logOdds = at[columns.length] ?? 0
  for (let index = 0; index < columns.length; index++)
    logOdds += (at[index] ?? 0) * (columns[index]?.[row] ?? 0)
  return logOdds
}

function lossAt(problem: LogisticProblem, at: readonly number[]): number {
  const { labels, towards, ridge } = problem
  let loss = 0
  for (let row = 0; row < labels.length; row++) {
    const signed = (labels[row] === 1 ? -1 : 1) * logOddsOf(problem, at, row)
    loss += Math.max(signed, 0) + Math.log1p(Math.exp(-Math.abs(signed)))
  }
  towards.forEach((centre, index) => {
    loss += (ridge / 2) * ((at[index] ?? 0) - centre) ** 2
  })
  return loss
}

function slopesAt(problem: LogisticProblem, at: readonly number[]) {
  const { columns, labels, towards, ridge } = problem
  const size = at.length
  const gradient = new Array<number>(size).fill(0)
  const curvature = Array.from({ length: size }, () => new Float64Array(size))
  for (let row = 0; row < labels.length; row++) {
    const probability = 1 / (1 + Math.exp(-logOddsOf(problem, at, row)))
    const error = probability - (labels[row] ?? 0)
    const spread = probability * (1 - probability)
    for (let i = 0; i < size; i++) {
      const x = i === size - 1 ? 1 : (columns[i]?.[row] ?? 0)
      gradient[i] = (gradient[i] ?? 0) + error * x
      const line = curvature[i]
      if (line === undefined) continue
      for (let j = 0; j < size; j++)
        line[j] = (line[j] ?? 0) + spread * x * (j === size - 1 ? 1 : (columns[j]?.[row] ?? 0))
    }
  }
  towards.forEach((centre, index) => {
    gradient[index] = (gradient[index] ?? 0) + ridge * ((at[index] ?? 0) - centre)
    const line = curvature[index]
    if (line !== undefined) line[index] = (line[index] ?? 0) + ridge
  })
  return { gradient, curvature }
}

/** Gaussian elimination with partial pivoting, for a handful of unknowns. */
function solve(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((line, index) => [...line, right[index] ?? 0])
  const size = rows.length
  for (let pivot = 0; pivot < size; pivot++) {
    const best = rows
      .slice(pivot)
      .reduce(
        (most, line, index) =>
          Math.abs(line[pivot] ?? 0) > Math.abs(rows[most]?.[pivot] ?? 0) ? pivot + index : most,
        pivot,
      )
    const [upper, chosen] = [rows[pivot] ?? [], rows[best] ?? []]
    rows[pivot] = chosen
    rows[best] = upper
    const head = chosen[pivot] ?? 0
    if (Math.abs(head) < 1e-12) continue
    for (let row = 0; row < size; row++) {
      if (row === pivot) continue
      const factor = (rows[row]?.[pivot] ?? 0) / head
      rows[row] = (rows[row] ?? []).map((value, column) => value - factor * (chosen[column] ?? 0))
    }
  }
  return rows.map((line, index) => {
    const head = line[index] ?? 0
    return Math.abs(head) < 1e-12 ? 0 : (line[size] ?? 0) / head
  })
}
