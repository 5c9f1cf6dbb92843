/** What the console API answers about the work of the team: times are ISO 8601 of the wall clock. */
import type { CaseState } from '../../domain/cases/case.ts'
import type { ConsoleRole } from '../../domain/consoleUser.ts'
import type { QualityKind, QualityOpinion, Workload } from '../../domain/team.ts'

export type TeamUserWire = { id: string; name: string }

export type WorkloadWire = {
  at: string
  items: (Workload & TeamUserWire & { role: ConsoleRole })[]
  unassigned: { openCases: number; overdueCases: number }
}

export type SecondLookWire = {
  kind: QualityKind
  /** The session or the case. */
  objectId: string
  decidedAt: string
  decidedBy: TeamUserWire
  /** The action of a review, the disposition of a case; null where the case was opened again since. */
  decision: string | null
  /** Null: nobody has looked. */
  verdict: { opinion: QualityOpinion; reason: string | null; by: TeamUserWire; at: string } | null
}

export type SecondLookListWire = { items: SecondLookWire[]; nextCursor: string | null; share: number }

export type AgreementWire = {
  days: number
  items: (TeamUserWire & {
    drawn: number
    agreed: number
    disagreed: number
    /** Of second looks, 0 to 1, with its 95 % interval; null without any. */
    rate: number | null
    interval: { low: number; high: number } | null
  })[]
}

export type TeamNoticeWire = { id: string; look: SecondLookWire; readAt: string | null }
export type TeamNoticeListWire = { items: TeamNoticeWire[]; nextCursor: string | null; unread: number }

export type HandoverNoteWire = {
  id: string
  author: TeamUserWire
  text: string
  shift: { from: string; to: string }
  cases: { id: string; title: string; state: CaseState }[]
  sessionIds: string[]
  writtenAt: string
  acknowledged: (TeamUserWire & { at: string })[]
  isOwn: boolean
}
