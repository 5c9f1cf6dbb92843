/**
 * One decision for all victims: every session of the case that is held is released or blocked by itself, each with its
 * own fence, and what became of each is told.
 */

import type { ConsoleUser } from '../../domain/consoleUser.ts'
import type { CaseId, SessionId } from '../../domain/ids.ts'
import type { ReviewAction } from '../../domain/sessions/review.ts'
import { AppError } from '../../errors.ts'
import type { ReviewDependencies } from '../dependencies.ts'
import { type ReviewResult, review } from '../review/review.ts'
import { transact } from '../transact.ts'
import { assertMayWork, assertOpen, type CaseDependencies, recordEvent } from './changeCases.ts'
import type { CasePages } from './ports.ts'

export type CampaignDecision = {
  user: ConsoleUser
  id: CaseId
  action: ReviewAction
  comment: string | null
}

/** What `review` answers for each session that was held when the decision came; the others are counted only. */
export async function decideCampaign(
  deps: ReviewDependencies & CaseDependencies & { casePages: CasePages },
  order: CampaignDecision,
) {
  const { user, id, action, comment } = order
  const found = await deps.cases.find(id)
  if (found === null) throw new AppError('notFound', 'There is no such case')
  assertMayWork(user, found)
  assertOpen(found)
  const { held, total } = await deps.casePages.heldSessions(id)
  const results: { sessionId: SessionId; result: ReviewResult['kind'] }[] = []
  // One after the other: a hold ends within seconds each, and the database serves requests meanwhile.
  for (const sessionId of held)
    results.push({
      sessionId,
      result: (await review(deps, { sessionId, action, userId: user.id, comment })).kind,
    })
  const done = results.filter(({ result }) => result === 'done').length
  const details = { action, done, held: held.length, sessions: total }
  await transact(deps, (tx) =>
    recordEvent(tx, { caseId: id, kind: 'decided', by: user.id, details, text: comment }),
  )
  return { results, notHeld: total - held.length }
}
