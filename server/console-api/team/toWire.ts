/** The work of the team as the console API spells it (pure). */
import type { HandoverNote, SecondLook, TeamNotice } from '../../domain/team.ts'
import { iso, isoOrNull } from '../sessionToWire.ts'
import type { HandoverNoteWire, SecondLookWire, TeamNoticeWire, TeamUserWire } from './wire.ts'

export type Names = ReadonlyMap<string, string>

export function userToWire(id: string, names: Names): TeamUserWire {
  return { id, name: names.get(id) ?? '' }
}

export function secondLookToWire(look: SecondLook, names: Names): SecondLookWire {
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

export function noticeToWire({ id, look, readAt }: TeamNotice, names: Names): TeamNoticeWire {
  return { id, look: secondLookToWire(look, names), readAt: isoOrNull(readAt) }
}

export function handoverToWire(note: HandoverNote, names: Names, readerId: string): HandoverNoteWire {
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
