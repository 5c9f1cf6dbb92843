/** Which of the supervised candidates is kept: the one that ranks a later span best. */
import { averagePrecision, rocAuc } from './metrics.ts'

export type Candidate<Name extends string> = { name: Name; scores: ArrayLike<number> }
export type Judged<Name extends string> = { name: Name; averagePrecision: number; auc: number }

/**
 * By average precision, which asks how pure the top of the list is, where people look.
 * @param candidates one or more; scores of rows later than those they were trained on.
 * @returns the best first.
 */
export function chooseSupervised<Name extends string>(
  candidates: readonly Candidate<Name>[],
  labels: ArrayLike<number>,
): Judged<Name>[] {
  return candidates
    .map(({ name, scores }) => ({
      name,
      averagePrecision: averagePrecision(scores, labels),
      auc: rocAuc(scores, labels),
    }))
    .sort((a, b) => b.averagePrecision - a.averagePrecision)
}
