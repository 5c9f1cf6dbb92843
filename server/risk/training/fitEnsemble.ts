/** How much each scorer's word weighs beside the rules: logistic regression with weights of 0 or more. */
import { fitLogistic } from './fitLogistic.ts'

export type EnsembleFit = { intercept: number; ruleWeight: number; memberWeights: number[] }

export type EnsembleRows = {
  /** Prior and rules together, in log-odds, one a row. */
  rules: ArrayLike<number>
  /** One array a scorer, in log-odds; NaN where it could not say anything. */
  members: readonly ArrayLike<number>[]
  /** 1 is fraud. */
  labels: ArrayLike<number>
}

/** One half-square of pull: keeps weights finite where frauds can be told apart without error. */
const RIDGE = 1

/**
 * A negative weight would turn a scorer's warning into comfort, which nobody could explain: so none is. Rows must
 * be ones that the scorers were not trained on, or the best rote learner wins. A scorer that is missing counts 0.
 * @throws RangeError where labels are of one kind only.
 */
export function fitEnsemble({ rules, members, labels }: EnsembleRows): EnsembleFit {
  const columns = [rules, ...members.map(withoutMissing)]
  const { intercept, weights } = fitLogistic({
    columns,
    labels,
    nonNegative: columns.map(() => true),
    ridge: RIDGE,
  })
  const [ruleWeight = 0, ...memberWeights] = weights
  return { intercept, ruleWeight, memberWeights }
}

function withoutMissing(logOdds: ArrayLike<number>): Float64Array {
  return Float64Array.from(logOdds, (one) => (Number.isFinite(one) ? one : 0))
}
