/** The work of the team as the console API spells it (pure). */
import type * as contract from '../../contract/team.ts'
import type { UserRef } from '../../contract/user.ts'
import type { HandoverNote, SecondLook, TeamNotice } from '../../domain/team.ts'
import { iso, isoOrNull } from '../sessionToWire.ts'

export type Names = ReadonlyMap<string, string>

export function userToWire(id: string, names: Names): UserRef {
  return { id, name: names.get(id) ?? '' }
}

export function secondLookToWire(look: SecondLook, names: Names): contract.SecondLook {
  const { kind, objectId, decidedAt, decidedBy, decision, verdict } = look
  return {
    kind,
    objectId,
    decidedAt: iso(decidedAt),
    decidedBy: userToWire(decidedBy, names),
    decision,
    verdict:
      verdict === null
        ? null
        : {
            opinion: verdict.opinion,
            reason: verdict.reason,
            by: userToWire(verdict.by, names),
            at: iso(verdict.at),
          },
  }
}

export function noticeToWire({ id, look, readAt }: TeamNotice, names: Names): contract.Notice {
  return { id, look: secondLookToWire(look, names), readAt: isoOrNull(readAt) }
}

export function handoverToWire(note: HandoverNote, names: Names, readerId: string): contract.HandoverNote {
  return {
    id: note.id,
    author: userToWire(note.author, names),
    text: note.text,
    shift: { from: iso(note.shift.from), to: iso(note.shift.to) },
    cases: note.cases,
    sessionIds: note.sessionIds,
    writtenAt: iso(note.writtenAt),
    acknowledged: note.acknowledged.map(({ by, at }) => ({ ...userToWire(by, names), at: iso(at) })),
    isOwn: note.author === readerId,
  }
}
