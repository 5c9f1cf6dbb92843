/**
 * learn: the end of a session becomes history (completed, refused, timed out, wrong code, reported, blocked), and each
 * label; and what was held, blocked or reported becomes a case.
 */

import type { SessionId } from '../../domain/ids.ts'
import { HISTORY_EVENT_KINDS, type HistoryEventKind } from '../../domain/sessions/history.ts'
import type { Label } from '../../domain/sessions/label.ts'
import type { Session } from '../../domain/sessions/session.ts'
import { historyEventOf } from '../../risk/historyEvent.ts'
import { autoOpenCase } from '../cases/autoOpenCase.ts'
import type { Dependencies, RequestDependencies } from '../dependencies.ts'
import { actingPhone } from '../phone/actingPhone.ts'
import { gatherFacts } from './gatherFacts.ts'

export async function learn(
  deps: RequestDependencies,
  sessionId: SessionId,
  outboxId: string,
): Promise<void> {
  const session = await deps.sessions.find(sessionId)
  if (session !== null) {
    for (const event of await historyEventsOf(deps, session)) await deps.history.record(event)
    await autoOpenCase(deps, session)
  }
  await deps.outbox.remove(outboxId)
}

/** What a session has brought about so far, the request itself left out, in the order it happened. */
export async function historyEventsOf(
  deps: Pick<Dependencies, 'accounts' | 'lists' | 'vault' | 'describeAddress' | 'labels'>,
  session: Session,
) {
  const kinds = [...outcomeKinds(session), ...labelKinds(await deps.labels.ofSession(session.id))]
  if (kinds.length === 0) return []
  const facts = await gatherFacts(deps, session, 'delivery', await actingPhone(deps, session))
  return kinds.map(({ kind, at }) => historyEventOf(kind, facts, at))
}

function outcomeKinds(session: Session) {
  const kinds: { kind: HistoryEventKind; at: Session['occurredAt'] }[] = []
  const ended = kindOfEnd(session)
  if (ended !== null && session.endedAt !== null) kinds.push({ kind: ended, at: session.endedAt })
  if (session.reportedAt !== null) kinds.push({ kind: 'reported', at: session.reportedAt })
  return kinds
}

/**
 * Each source's label is an event of the time at which it was said, so that none reaches an earlier decision. The
 * history keeps the first of a kind: who changes a label adds the other kind and takes nothing back.
 */
function labelKinds(labels: readonly Label[]) {
  return labels.flatMap(({ fraud, labelledAt }) => {
    const kind = KINDS.get(fraud ? 'confirmedFraud' : 'confirmedGenuine')
    return kind === undefined ? [] : [{ kind, at: labelledAt }]
  })
}

const KINDS: ReadonlyMap<string, HistoryEventKind> = new Map(HISTORY_EVENT_KINDS.map((kind) => [kind, kind]))

/** A block is known by the state: its end result is also that of a person whom no account can serve. */
function kindOfEnd({ state, endResult }: Session): HistoryEventKind | null {
  if (state === 'BLOCKED') return 'blocked'
  return endResult === null ? null : KIND_OF_END[endResult]
}

/** A fault of ours says nothing of the person. */
const KIND_OF_END = {
  OK: 'completed',
  USER_REFUSED: 'refused',
  USER_REFUSED_CERT_CHOICE: 'refused',
  USER_REFUSED_INTERACTION: 'refused',
  TIMEOUT: 'timedOut',
  WRONG_VC: 'wrongCode',
  DOCUMENT_UNUSABLE: null,
  REQUIRED_INTERACTION_NOT_SUPPORTED_BY_APP: null,
  PROTOCOL_FAILURE: null,
  EXPECTED_LINKED_SESSION: null,
  SERVER_ERROR: null,
} as const satisfies Record<NonNullable<Session['endResult']>, HistoryEventKind | null>
