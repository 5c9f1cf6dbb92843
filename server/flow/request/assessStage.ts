/** Facts and history in, decision out: the same for both stages, in the worker and in the API. */
import type { Decision, Stage } from '../../domain/sessions/decision.ts'
import type { Session } from '../../domain/sessions/session.ts'
import { assess } from '../../risk/assess.ts'
import { historyEventOf } from '../../risk/historyEvent.ts'
import type { RequestDependencies } from '../dependencies.ts'
import { type ActingPhone, gatherFacts } from './gatherFacts.ts'

/**
 * @param mode `count` reads the windows and then counts the session in them (once, however often it is
 *   repeated); `read` leaves them as they are.
 */
export async function assessStage(
  deps: RequestDependencies,
  session: Session,
  stage: Stage,
  phone: ActingPhone | null,
  mode: 'count' | 'read',
): Promise<Decision> {
  const facts = await gatherFacts(deps, session, stage, phone)
  const event = historyEventOf('requested', facts)
  const history = mode === 'count' ? await deps.history.readThenCount(event) : await deps.history.read(event)
  return assess(facts, history, deps.engines.current())
}
