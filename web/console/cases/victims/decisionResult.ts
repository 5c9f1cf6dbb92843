/** What became of one session of a campaign's decision (pure). */
import type { ReviewResult } from '../../../../server/flow/review/review.ts'

const RESULTS = {
  done: true,
  decided: true,
  claimed: true,
  neverHeld: true,
  notFound: true,
} as const satisfies Record<ReviewResult['kind'], true>

export function isResult(result: string): result is ReviewResult['kind'] {
  return result in RESULTS
}
