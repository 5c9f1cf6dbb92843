/**
 * A held, blocked or reported session joins an open case of its person, or opens one. Part of what follows from a
 * session (flow/learn), so it may come late and twice: a session that is in a case stays there.
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
import type { PrismaWithin } from '../../stores/database/connection.ts'
import type { Dependencies } from '../dependencies.ts'
import { caseEvent } from './caseEvents.ts'
import { MOST_SESSIONS_OF_A_CASE } from './openCase.ts'

type Needs = Pick<Dependencies, 'clock' | 'random' | 'settings' | 'sessions' | 'cases'>
type Cause = 'held' | 'blocked' | 'reported'

/** A session without a person is no case: nobody was asked. `who else` finds it by what was left behind. */
export async function autoOpenCase(deps: Needs, session: Session): Promise<void> {
  const { subjectId } = session
  if (!deps.settings.opensCases || subjectId === null) return
  const cause = await causeOf(deps, session)
  if (cause === null) return
  const done = await deps.cases.forPerson(subjectId, (within) =>
    join(deps, within, session, subjectId, cause),
  )
  // Somebody took the session into a case by hand at this very moment: it has one.
  if (done === 'taken') return
}

async function causeOf(deps: Needs, session: Session): Promise<Cause | null> {
  if (session.reportedAt !== null) return 'reported'
  if (session.state === 'BLOCKED') return 'blocked'
  const decided = await deps.sessions.deliveryDecision(session.id)
  return decided?.outcome === 'hold' ? 'held' : null
}

async function join(
  deps: Needs,
  within: PrismaWithin,
  session: Session,
  subjectId: SubjectId,
  cause: Cause,
): Promise<void> {
  const before = await deps.cases.ofSession(within, session.id)
  const own = before.find((one) => one.isOpen)
  if (own === undefined && before.some(({ closedAt }) => wasClosedBefore(session, closedAt))) return
  const near = { subjectId, occurredAt: session.occurredAt, nearMs: SAME_CASE_MS }
  const caseId = own?.caseId ?? (await deps.cases.openCaseNear(within, near))
  const found = caseId === null ? null : await lockOpen(deps, within, caseId)
  if (found === null) await open(deps, within, session, cause)
  else await add(deps, within, found, session, cause)
}

/** The case closed after everything that is known of the session by now. */
function wasClosedBefore(session: Session, closedAt: Date | null): boolean {
  if (closedAt === null) return false
  return session.reportedAt === null || closedAt.getTime() >= wallTimeOf(session, session.reportedAt)
}

async function lockOpen(deps: Needs, within: PrismaWithin, id: CaseId): Promise<Case | null> {
  const locked = await deps.cases.lock(within, [{ id, version: null }])
  if (!Array.isArray(locked)) return null
  const [found] = locked
  if (found === undefined || !IS_OPEN_CASE[found.state]) return null
  return (await deps.cases.countSessions(within, id)) < MOST_SESSIONS_OF_A_CASE ? found : null
}

async function open(deps: Needs, within: PrismaWithin, session: Session, cause: Cause): Promise<void> {
  const id = deps.random.id<'case'>()
  const now = deps.clock.now()
  const severity = severityBy(session)
  await deps.cases.insert(within, {
    id,
    kind: 'case',
    title: `${TITLE[cause]} at ${session.relyingParty.name}`,
    severity,
    assigneeId: null,
    openedAt: now,
    dueAt: dueAtOf(now, severity),
    openedBy: null,
  })
  await deps.cases.addSessions(within, id, [session.id], null, now)
  const details = { kind: 'case', severity, sessions: 1, cause }
  await deps.cases.record([caseEvent(deps, { caseId: id, kind: 'opened', by: null, details })], within)
}

/** A session that is there already changes nothing, unless it became more urgent. */
async function add(
  deps: Needs,
  within: PrismaWithin,
  found: Case,
  session: Session,
  cause: Cause,
): Promise<void> {
  const now = deps.clock.now()
  const added = await deps.cases.addSessions(within, found.id, [session.id], null, now)
  const severity = moreSevere(found.severity, severityBy(session))
  if (added.length === 0 && severity === found.severity) return
  const event = caseEvent(deps, {
    caseId: found.id,
    kind: added.length > 0 ? 'sessionsAdded' : 'changed',
    by: null,
    details: { sessions: added.length, cause, severity, severityBefore: found.severity },
  })
  const set = severity === found.severity ? {} : { severity, dueAt: dueAtOf(found.openedAt, severity) }
  await deps.cases.write(within, found, { set, events: [event] }, null, now)
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
