/** Which of the supervised candidates is kept: the one that ranks a later span best. */
import { averagePrecision, rocAuc } from './metrics.ts'

export type Candidate = { name: string; scores: ArrayLike<number> }
export type Judged = { name: string; averagePrecision: number; auc: number }

/**
 * By average precision, which asks how pure the top of the list is, where people look.
 * @param candidates one or more; scores of rows later than those they were trained on.
 * @returns the best first.
 */
export function chooseSupervised(candidates: readonly Candidate[], labels: ArrayLike<number>): Judged[] {
  return candidates
    .map(({ name, scores }) => ({
      name,
      averagePrecision: averagePrecision(scores, labels),
      auc: rocAuc(scores, labels),
    }))
    .sort((a, b) => b.averagePrecision - a.averagePrecision)
}
