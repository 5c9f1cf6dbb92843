/** Cases as the console API spells them (pure). */
import type { RelatedSessions } from '../../contract/campaigns.ts'
import type * as contract from '../../contract/cases.ts'
import type { UserRef } from '../../contract/user.ts'
import type { Case } from '../../domain/cases/case.ts'
import type { CaseEvent } from '../../domain/cases/caseEvent.ts'
import type { ConsoleUserId } from '../../domain/ids.ts'
import type { CaseFile, CaseNote } from '../../flow/cases/contentPorts.ts'
import type { CaseSession } from '../../flow/cases/ports.ts'
import type { CaseItem } from '../../flow/cases/readCases.ts'
import type { relatedSessions } from '../../flow/cases/relatedSessions.ts'
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

export function sessionToWire({ subjectId, person, ...row }: CaseSession): contract.CaseSession {
  return {
    ...row,
    person: subjectId === null ? null : { id: subjectId, pseudonym: person ?? '' },
    occurredAt: iso(row.occurredAt),
    deliveredAt: isoOrNull(row.deliveredAt),
    endedAt: isoOrNull(row.endedAt),
    reportedAt: isoOrNull(row.reportedAt),
    addedAt: iso(row.addedAt),
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

export function relatedSessionsToWire(found: Awaited<ReturnType<typeof relatedSessions>>): RelatedSessions {
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
