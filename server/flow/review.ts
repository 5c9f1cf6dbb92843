/** review: an analyst releases or blocks a held session before its hold runs out. */
import type { ConsoleUserId, SessionId } from '../domain/ids.ts'
import { eventTimeOf } from '../domain/session.ts'
import type { Dependencies } from './dependencies.ts'
import { expire } from './expire.ts'
import { finishHold } from './finishHold.ts'

export type ReviewRequest = {
  sessionId: SessionId
  action: 'release' | 'block'
  userId: ConsoleUserId
  comment: string | null
}

/** `notHeld`: somebody reviewed it first, or its hold ran out. */
export async function review(
  deps: Dependencies,
  request: ReviewRequest,
): Promise<'done' | 'notHeld' | 'notFound'> {
  const session = await deps.sessions.find(request.sessionId)
  if (session === null) return 'notFound'
  if (session.state !== 'HELD' || session.holdUntil === null) return 'notHeld'
  const at = eventTimeOf(session, deps.clock.now())
  if (at >= session.holdUntil) {
    await expire(deps, session, at)
    return 'notHeld'
  }
  const { action, userId, comment } = request
  return (await finishHold(deps, session, { action, userId, comment, reviewedAt: at })) ? 'done' : 'notHeld'
}
