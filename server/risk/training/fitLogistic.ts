/** Logistic regression of few columns by Newton's method, where some weights must not be negative. */

export type LogisticFit = { intercept: number; weights: number[] }

export type LogisticProblem = {
  /** One array a weight. */
  columns: readonly ArrayLike<number>[]
  /** 1 is fraud. */
  labels: ArrayLike<number>
  /** Whether the weight of each column must be 0 or more. */
  nonNegative: readonly boolean[]
  /** Pull of each weight towards `towards` (0 where not given), as that many half-squares; the intercept is free. */
  ridge: number
  towards?: readonly number[]
}

const STEPS = 50
const TOLERANCE = 1e-9
const EXCHANGES = 4

/**
 * Active set: fits the free weights, holds the worst negative one at 0, frees one whose loss would fall again, until
 * nothing changes. The problem is convex, so that is the optimum.
 * @throws RangeError where labels are of one kind only.
 */
export function fitLogistic(problem: LogisticProblem): LogisticFit {
  const { columns, nonNegative } = problem
  const start = startOf(problem)
  let free = columns.map(() => true)
  let fit = start
  for (let turn = 0; turn < EXCHANGES * (columns.length + 1); turn++) {
    fit = newton(problem, { intercept: fit.intercept, weights: fit.weights.map(keepFree(free)) }, free)
    const held = worst(fit.weights.map((weight, at) => (free[at] && nonNegative[at] ? weight : 0)))
    const freed = worst(
      derivatives(problem, fit)
        .gradient.slice(1)
        .map((slope, at) => (free[at] ? 0 : slope)),
    )
    if (held === null && freed === null) return fit
    const changed = held ?? freed
    free = free.map((isFree, at) => (at === changed ? !isFree : isFree))
  }
  return {
    intercept: fit.intercept,
    weights: fit.weights.map((weight, at) => (nonNegative[at] ? Math.max(0, weight) : weight)),
  }
}

function keepFree(free: readonly boolean[]) {
  return (weight: number, at: number) => (free[at] ? weight : 0)
}

/** Place of the most negative number, null where none is. */
function worst(numbers: readonly number[]): number | null {
  const lowest = Math.min(...numbers)
  return lowest < -TOLERANCE ? numbers.indexOf(lowest) : null
}

function startOf({ columns, labels }: LogisticProblem): LogisticFit {
  let frauds = 0
  for (let row = 0; row < labels.length; row++) frauds += labels[row] ?? 0
  if (frauds === 0 || frauds === labels.length) {
    throw new RangeError(`a fit needs both kinds of labels; of ${labels.length}, ${frauds} are fraud`)
  }
  return { intercept: Math.log(frauds / (labels.length - frauds)), weights: columns.map(() => 0) }
}

/** Newton steps over the free weights, halved while the loss would rise. */
function newton(problem: LogisticProblem, start: LogisticFit, free: readonly boolean[]): LogisticFit {
  let fit = start
  let loss = lossOf(problem, fit)
  const moving = [0, ...free.flatMap((isFree, at) => (isFree ? [at + 1] : []))]
  for (let step = 0; step < STEPS; step++) {
    const { gradient, hessian } = derivatives(problem, fit)
    const move = solve(
      moving.map((row) => moving.map((column) => hessian[row]?.[column] ?? 0)),
      moving.map((at) => gradient[at] ?? 0),
    )
    let share = 1
    let next = moved(fit, moving, move, share)
    let nextLoss = lossOf(problem, next)
    while (nextLoss > loss && share > 1e-6) {
      share /= 2
      next = moved(fit, moving, move, share)
      nextLoss = lossOf(problem, next)
    }
    if (nextLoss > loss) return fit
    const fallen = loss - nextLoss
    fit = next
    loss = nextLoss
    if (fallen < TOLERANCE) return fit
  }
  return fit
}

function moved(
  fit: LogisticFit,
  moving: readonly number[],
  move: readonly number[],
  share: number,
): LogisticFit {
  const weights = [fit.intercept, ...fit.weights]
  moving.forEach((at, index) => {
    weights[at] = (weights[at] ?? 0) - share * (move[index] ?? 0)
  })
  return { intercept: weights[0] ?? 0, weights: weights.slice(1) }
}

function logOddsOf({ columns }: LogisticProblem, { intercept, weights }: LogisticFit, row: number): number {
  return columns.reduce((sum, column, at) => sum + (weights[at] ?? 0) * (column[row] ?? 0), intercept)
}

function lossOf(problem: LogisticProblem, fit: LogisticFit): number {
  const { labels, ridge, towards } = problem
  let loss = fit.weights.reduce(
    (sum, weight, at) => sum + (ridge / 2) * (weight - (towards?.[at] ?? 0)) ** 2,
    0,
  )
  for (let row = 0; row < labels.length; row++) {
    const x = logOddsOf(problem, fit, row)
    loss += Math.max(x, 0) - x * (labels[row] ?? 0) + Math.log1p(Math.exp(-Math.abs(x)))
  }
  return loss
}

/** The intercept first. */
function derivatives(problem: LogisticProblem, fit: LogisticFit) {
  const { columns, labels, ridge, towards } = problem
  const size = columns.length + 1
  const gradient = [0, ...fit.weights.map((weight, at) => ridge * (weight - (towards?.[at] ?? 0)))]
  const hessian = Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_, column) => (row === column && row > 0 ? ridge : 0)),
  )
  const values = new Float64Array(size).fill(1)
  for (let row = 0; row < labels.length; row++) {
    columns.forEach((column, at) => {
      values[at + 1] = column[row] ?? 0
    })
    const probability = 1 / (1 + Math.exp(-logOddsOf(problem, fit, row)))
    const slope = probability - (labels[row] ?? 0)
    const curvature = probability * (1 - probability)
    for (let one = 0; one < size; one++) {
      gradient[one] = (gradient[one] ?? 0) + slope * (values[one] ?? 0)
      const line = hessian[one]
      if (line === undefined) continue
      for (let other = 0; other < size; other++) {
        line[other] = (line[other] ?? 0) + curvature * (values[one] ?? 0) * (values[other] ?? 0)
      }
    }
  }
  return { gradient, hessian }
}

/** Gauss elimination with pivots; a direction without curvature is not moved in. */
function solve(matrix: number[][], right: number[]): number[] {
  const size = right.length
  const lines = matrix.map((line, at) => [...line, right[at] ?? 0])
  for (let pivot = 0; pivot < size; pivot++) {
    const rest = lines.slice(pivot).map((line) => Math.abs(line[pivot] ?? 0))
    const best = pivot + rest.indexOf(Math.max(...rest))
    const [from, to] = [lines[best], lines[pivot]]
    if (from === undefined || to === undefined || Math.abs(from[pivot] ?? 0) < 1e-12) continue
    lines[pivot] = from
    if (best !== pivot) lines[best] = to
    for (let row = 0; row < size; row++) {
      const line = lines[row]
      if (row === pivot || line === undefined) continue
      const factor = (line[pivot] ?? 0) / (from[pivot] ?? 1)
      for (let column = pivot; column <= size; column++) {
        line[column] = (line[column] ?? 0) - factor * (from[column] ?? 0)
      }
    }
  }
  return lines.map((line, at) => (Math.abs(line[at] ?? 0) < 1e-12 ? 0 : (line[size] ?? 0) / (line[at] ?? 1)))
}
