/**
 * A held, blocked or reported session joins an open case of its person, or opens one. Part of what follows from a
 * session (flow/request/learn), so it may come late and twice: a session that is in a case stays there.
 */
import {
  type Case,
  dueAtOf,
  IS_OPEN_CASE,
  moreSevere,
  SAME_CASE_MS,
  severityOf,
} from '../../domain/cases/case.ts'
import type { CaseId, SubjectId } from '../../domain/ids.ts'
import { type Session, wallTimeOf } from '../../domain/sessions/session.ts'
import type { Instant } from '../../domain/time.ts'
import type { Settings } from '../dependencies.ts'
import type { SessionReads } from '../request/ports.ts'
import { type TransactDependencies, transact, unlessOvertaken } from '../transact.ts'
import { recordEvent, updateCase } from './changeCases.ts'
import { MOST_SESSIONS_OF_A_CASE } from './openCase.ts'
import type { CaseStores, CaseTransaction } from './ports.ts'

export type AutoOpenDependencies = TransactDependencies<CaseStores> & {
  settings: Pick<Settings, 'opensCases'>
  sessions: Pick<SessionReads, 'deliveryDecision'>
}
type Cause = 'held' | 'blocked' | 'reported'

/** A session without a person is no case: nobody was asked. `who else` finds it by what was left behind. */
export async function autoOpenCase(deps: AutoOpenDependencies, session: Session): Promise<void> {
  const { subjectId } = session
  if (!deps.settings.opensCases || subjectId === null) return
  const cause = await causeOf(deps, session)
  if (cause === null) return
  // Overtaken: somebody took the session into a case by hand at this very moment, so it has one.
  await unlessOvertaken(transact(deps, (tx) => join(tx, session, subjectId, cause)))
}

async function causeOf(
  deps: Pick<AutoOpenDependencies, 'sessions'>,
  session: Session,
): Promise<Cause | null> {
  if (session.reportedAt !== null) return 'reported'
  if (session.state === 'BLOCKED') return 'blocked'
  const decided = await deps.sessions.deliveryDecision(session.id)
  return decided?.outcome === 'hold' ? 'held' : null
}

async function join(
  tx: CaseTransaction,
  session: Session,
  subjectId: SubjectId,
  cause: Cause,
): Promise<void> {
  await tx.cases.lockPerson(subjectId)
  const before = await tx.cases.ofSession(session.id)
  const own = before.find((one) => one.isOpen)
  if (own === undefined && before.some(({ closedAt }) => wasClosedBefore(session, closedAt))) return
  const near = { subjectId, occurredAt: session.occurredAt, nearMs: SAME_CASE_MS }
  const caseId = own?.caseId ?? (await tx.cases.openCaseNear(near))
  const found = caseId === null ? null : await lockOpen(tx, caseId)
  if (found === null) await open(tx, session, cause)
  else await add(tx, found, session, cause)
}

/** The case closed after everything that is known of the session by now. */
function wasClosedBefore(session: Session, closedAt: Instant | null): boolean {
  if (closedAt === null) return false
  return session.reportedAt === null || closedAt >= wallTimeOf(session, session.reportedAt)
}

async function lockOpen(tx: CaseTransaction, id: CaseId): Promise<Case | null> {
  const found = (await tx.cases.lock([id])).get(id)
  if (found === undefined || !IS_OPEN_CASE[found.state]) return null
  return (await tx.cases.countSessions(id)) < MOST_SESSIONS_OF_A_CASE ? found : null
}

async function open(tx: CaseTransaction, session: Session, cause: Cause): Promise<void> {
  const id = tx.random.id<'case'>()
  const now = tx.clock.now()
  const severity = severityBy(session)
  await tx.cases.insert({
    id,
    kind: 'case',
    title: `${TITLE[cause]} at ${session.relyingParty.name}`,
    severity,
    assigneeId: null,
    openedAt: now,
    dueAt: dueAtOf(now, severity),
    openedBy: null,
  })
  await tx.cases.addSessions(id, [session.id], { by: null, at: now })
  const details = { kind: 'case', severity, sessions: 1, cause }
  await recordEvent(tx, { caseId: id, kind: 'opened', by: null, details })
}

/** A session that is there already changes nothing, unless it became more urgent. */
async function add(tx: CaseTransaction, found: Case, session: Session, cause: Cause): Promise<void> {
  const added = await tx.cases.addSessions(found.id, [session.id], { by: null, at: tx.clock.now() })
  const severity = moreSevere(found.severity, severityBy(session))
  if (added.length === 0 && severity === found.severity) return
  const update = severity === found.severity ? {} : { severity, dueAt: dueAtOf(found.openedAt, severity) }
  await updateCase(tx, update, {
    caseId: found.id,
    kind: added.length > 0 ? 'sessionsAdded' : 'changed',
    by: null,
    details: { sessions: added.length, cause, severity, severityBefore: found.severity },
  })
}

function severityBy({ reportedAt, endResult, kind }: Session) {
  return severityOf({
    wasReported: reportedAt !== null,
    wasCompleted: endResult === 'OK',
    isSignature: kind === 'signature',
  })
}

const TITLE = {
  held: 'Held request',
  blocked: 'Blocked request',
  reported: 'Reported request',
} as const satisfies Record<Cause, string>
