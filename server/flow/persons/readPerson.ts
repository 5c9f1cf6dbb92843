/** The page of a person: risk over 90 days, phones, relying parties, reports, and warnings with what came of them. */

import type { PhoneRecord } from '../../domain/accounts/phoneRecord.ts'
import type { ConsoleUser } from '../../domain/consoleUser.ts'
import { groupBy } from '../../domain/groupBy.ts'
import type { SubjectId } from '../../domain/ids.ts'
import type { Reaction } from '../../domain/person.ts'
import type { EndResult } from '../../domain/sessions/session.ts'
import { addMs, DAY_MS, type Instant } from '../../domain/time.ts'
import { AppError } from '../../errors.ts'
import { reasonSentence } from '../../risk/explain.ts'
import { audit, consoleUser } from '../audit.ts'
import { type CaseItem, listCases } from '../cases/readCases.ts'
import type { Dependencies } from '../dependencies.ts'
import { type TransactDependencies, transact } from '../transact.ts'
import type { PersonSession } from './ports.ts'
import { type RiskDay, riskByDay } from './riskByDay.ts'

const DAYS = 90
const MOST_CASES = 50

export type ReadPersonDependencies = TransactDependencies &
  Pick<Dependencies, 'personPages' | 'casePages' | 'engines'>

export type PersonView = {
  id: SubjectId
  pseudonym: string
  knownSince: Instant
  /** Event time from which on everything here is counted. */
  since: Instant
  /** Whether the person had more sessions than were read. */
  isCut: boolean
  risk: RiskDay[]
  phones: PhoneRecord[]
  relyingParties: { id: string; name: string; sessions: number; interrupted: number; lastAt: Instant }[]
  reports: { sessionId: string; relyingParty: string; reportedAt: Instant; wasCompleted: boolean }[]
  warnings: { sessionId: string; relyingParty: string; warningId: string; at: Instant; reaction: Reaction }[]
  cases: CaseItem[]
}

/** Nothing is shown before it is recorded. @throws AppError notFound. */
export async function readPerson(
  deps: ReadPersonDependencies,
  user: ConsoleUser,
  id: SubjectId,
): Promise<PersonView> {
  const person = await deps.personPages.find(id)
  if (person === null) throw new AppError('notFound', 'There is no such person')
  const now = deps.clock.now()
  await transact(deps, (tx) => audit(tx, consoleUser(user.id), 'person.opened', { kind: 'subject', id }))
  const since = addMs(now, -DAYS * DAY_MS)
  const [{ sessions, isCut }, phones, cases] = await Promise.all([
    deps.personPages.sessions(id, since),
    deps.personPages.phones(id),
    listCases(deps, { subjectId: id }, { order: 'newest', after: null, limit: MOST_CASES }),
  ])
  const { ruleSet } = deps.engines.current()
  return {
    ...person,
    since,
    isCut,
    risk: riskByDay(sessions, (reason) => reasonSentence(reason, ruleSet)),
    phones,
    relyingParties: relyingPartiesOf(sessions),
    reports: sessions.flatMap((session) =>
      session.reportedAt === null
        ? []
        : [
            {
              sessionId: session.id,
              relyingParty: session.relyingParty,
              reportedAt: session.reportedAt,
              wasCompleted: session.endResult === 'OK',
            },
          ],
    ),
    warnings: sessions.flatMap((session) =>
      session.warningId === null
        ? []
        : [
            {
              sessionId: session.id,
              relyingParty: session.relyingParty,
              warningId: session.warningId,
              at: session.occurredAt,
              reaction: reactionTo(session),
            },
          ],
    ),
    cases: cases.items,
  }
}

/** The most sessions first. */
function relyingPartiesOf(sessions: readonly PersonSession[]): PersonView['relyingParties'] {
  const byId = groupBy(sessions, (session) => session.relyingPartyId)
  return [...byId]
    .flatMap(([id, [newest, ...older]]) => {
      if (newest === undefined) return []
      const all = [newest, ...older]
      const interrupted = all.filter(({ outcome }) => outcome !== null && outcome !== 'allow').length
      return [{ id, name: newest.relyingParty, sessions: all.length, interrupted, lastAt: newest.occurredAt }]
    })
    .toSorted((a, b) => b.sessions - a.sessions)
}

export function reactionTo(session: Pick<PersonSession, 'shownAt' | 'reportedAt' | 'endResult'>): Reaction {
  if (session.reportedAt !== null && session.endResult !== 'OK') return 'heeded'
  if (session.shownAt === null) return session.endResult === null ? 'pending' : 'notShown'
  return session.endResult === null ? 'pending' : REACTION_BY_END[session.endResult]
}

const REACTION_BY_END = {
  OK: 'wentOn',
  USER_REFUSED: 'heeded',
  USER_REFUSED_CERT_CHOICE: 'heeded',
  USER_REFUSED_INTERACTION: 'heeded',
  TIMEOUT: 'heeded',
  WRONG_VC: 'failed',
  DOCUMENT_UNUSABLE: 'failed',
  REQUIRED_INTERACTION_NOT_SUPPORTED_BY_APP: 'failed',
  PROTOCOL_FAILURE: 'failed',
  EXPECTED_LINKED_SESSION: 'failed',
  SERVER_ERROR: 'failed',
} as const satisfies Record<EndResult, Reaction>
