/** Cases as the console API spells them (pure). */
import type { WhoElse } from '../../contract/campaigns.ts'
import type * as contract from '../../contract/cases.ts'
import type { UserRef } from '../../contract/user.ts'
import type { Case } from '../../domain/cases/case.ts'
import type { CaseEvent } from '../../domain/cases/caseEvent.ts'
import type { ConsoleUserId } from '../../domain/ids.ts'
import type { CaseItem } from '../../flow/cases/readCases.ts'
import type { relatedSessions } from '../../flow/cases/relatedSessions.ts'
import type { CaseFile, CaseNote } from '../../stores/cases/caseContents.ts'
import type { CaseSessionRow } from '../../stores/cases/caseReadModel.ts'
import { iso, isoOrNull } from '../sessionToWire.ts'

export type Names = ReadonlyMap<string, string>

function user(names: Names, id: ConsoleUserId): UserRef {
  return { id, name: names.get(id) ?? '' }
}

function userOrNull(names: Names, id: ConsoleUserId | null): UserRef | null {
  return id === null ? null : user(names, id)
}

/** Everybody of the console whom these cases name. */
export function peopleOf(cases: readonly Case[]): ConsoleUserId[] {
  return cases
    .flatMap((one) => [one.assigneeId, one.openedBy, one.changedBy, one.closed?.by ?? null])
    .filter((id) => id !== null)
}

export function caseToWire(item: CaseItem, names: Names): contract.CaseItem {
  const { closed } = item
  return {
    id: item.id,
    kind: item.kind,
    title: item.title,
    state: item.state,
    severity: item.severity,
    assignee: userOrNull(names, item.assigneeId),
    openedAt: iso(item.openedAt),
    openedBy: userOrNull(names, item.openedBy),
    dueAt: iso(item.dueAt),
    sla: item.sla,
    sessions: item.sessions,
    people: item.people,
    tags: item.tags,
    closed:
      closed === null
        ? null
        : {
            disposition: closed.disposition,
            scamType: closed.scamType,
            loss: toLoss(closed.loss),
            at: iso(closed.at),
            by: user(names, closed.by),
          },
    mergedInto: item.mergedIntoId,
    version: item.version,
    changedAt: iso(item.changedAt),
    changedBy: userOrNull(names, item.changedBy),
  }
}

function toLoss(loss: NonNullable<Case['closed']>['loss']): contract.Loss | null {
  if (loss === null) return null
  const { amountMinor, currency, recoveredMinor } = loss
  return { amountMinor: String(amountMinor), currency, recoveredMinor: String(recoveredMinor) }
}

export function fileToWire({ addedAt, addedBy, ...file }: CaseFile, names: Names): contract.CaseFile {
  const { id, name, type, size, sha256 } = file
  return { id, name, type, size, sha256, addedBy: user(names, addedBy), addedAt: iso(addedAt) }
}

export function sessionToWire(row: CaseSessionRow): contract.CaseSession {
  return {
    id: row.id,
    state: row.state,
    kind: row.kind,
    relyingParty: row.relying_party,
    person: row.subject_id === null ? null : { id: row.subject_id, pseudonym: row.pseudonym ?? '' },
    occurredAt: iso(row.occurred_at),
    deliveredAt: isoOrNull(row.delivered_at),
    endedAt: isoOrNull(row.ended_at),
    reportedAt: isoOrNull(row.reported_at),
    endResult: row.end_result,
    outcome: row.outcome,
    score: row.score,
    review: row.review,
    disposition: row.disposition,
    addedAt: iso(row.added_at),
  }
}

export function noteToWire(note: CaseNote, names: Names): contract.CaseNote {
  const { id, text, authorId, mentions, at } = note
  return {
    id,
    text,
    author: user(names, authorId),
    mentions: mentions.map((one) => user(names, one)),
    at: iso(at),
  }
}

export function eventToWire(
  { id, caseId, kind, by, details, text, at }: CaseEvent,
  names: Names,
): contract.CaseEvent {
  return { id, caseId, kind, by: userOrNull(names, by), details, text, at: iso(at) }
}

export function relatedSessionsToWire(found: Awaited<ReturnType<typeof relatedSessions>>): WhoElse {
  return {
    since: iso(found.since),
    artefacts: found.artefacts,
    others: found.others.map(({ sessionId, subjectId, shares, caseId }) => ({
      sessionId,
      personId: subjectId,
      shares,
      caseId,
    })),
    people: found.people,
    isCut: found.isCut,
  }
}
