/** One decision for several held sessions: each has its own fence and its own result, and none holds up another. */
import type { SessionId } from '../../domain/ids.ts'
import type { ReviewDependencies } from '../dependencies.ts'
import { type ReviewRequest, type ReviewResult, review } from './review.ts'

const AT_ONCE = 8

export async function reviewMany(
  deps: ReviewDependencies,
  { ids, ...request }: Omit<ReviewRequest, 'sessionId'> & { ids: readonly SessionId[] },
): Promise<{ id: SessionId; result: ReviewResult }[]> {
  const results: { id: SessionId; result: ReviewResult }[] = []
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const some = ids.slice(start, start + AT_ONCE)
    const done = await Promise.all(
      some.map(async (id) => ({ id, result: await review(deps, { ...request, sessionId: id }) })),
    )
    results.push(...done)
  }
  return results
}
