/** The work of those who decide: how much each has, how well they agree, and what one shift leaves to the next. */
import type { CaseState } from './cases/case.ts'
import type { CaseId, ConsoleUserId, Id, SessionId } from './ids.ts'
import type { Instant } from './time.ts'

/** Counts of one person. Days are UTC, of the wall clock. */
export type Workload = {
  openCases: number
  overdueCases: number
  /** Sessions that they work on now. */
  claims: number
  /** Held sessions that they released or blocked. */
  decisionsToday: number
  decisions7Days: number
  /** Sessions of which they said what they were. */
  dispositionsToday: number
  dispositions7Days: number
  /** From the hold to the decision, of seven days; null without any. */
  medianSecondsToDecision: number | null
}

export const NO_WORK: Workload = {
  openCases: 0,
  overdueCases: 0,
  claims: 0,
  decisionsToday: 0,
  decisions7Days: 0,
  dispositionsToday: 0,
  dispositions7Days: 0,
  medianSecondsToDecision: null,
}

/** `review`: a held session was released or blocked. `case`: a case was closed. */
export const QUALITY_KINDS = ['review', 'case'] as const
export type QualityKind = (typeof QUALITY_KINDS)[number]

export const QUALITY_OPINIONS = ['agree', 'disagree'] as const
export type QualityOpinion = (typeof QUALITY_OPINIONS)[number]

/** A decision that was drawn for a second look by somebody else. */
export type DrawnDecision = {
  kind: QualityKind
  /** The session or the case. */
  objectId: string
  /** Wall time. */
  decidedAt: Instant
  decidedBy: ConsoleUserId
  /** The action or the disposition; null where the case was opened again since. */
  decision: string | null
}

export type QualityVerdict = {
  id: Id<'qualityVerdict'>
  opinion: QualityOpinion
  /** Null only where they agree. */
  reason: string | null
  by: ConsoleUserId
  at: Instant
}

export type SecondLook = DrawnDecision & { verdict: QualityVerdict | null }

/** Where in the list, newest decision first, a page ended. */
export type QualityCursor = { decidedAt: Instant; objectId: string }

/** How often second looks agreed with one person. */
export type Agreement = { decidedBy: ConsoleUserId; drawn: number; agreed: number; disagreed: number }

/** What somebody is told in the console: that a second look disagreed with them. */
export type TeamNotice = {
  id: Id<'teamNotice'>
  look: DrawnDecision & { verdict: QualityVerdict }
  readAt: Instant | null
}

export type HandoverNoteId = Id<'handoverNote'>

export type HandoverNote = {
  id: HandoverNoteId
  author: ConsoleUserId
  text: string
  /** The shift that ends, in wall times. */
  shift: { from: Instant; to: Instant }
  cases: { id: CaseId; title: string; state: CaseState }[]
  sessionIds: SessionId[]
  writtenAt: Instant
  /** Who has read it, the first first. */
  acknowledged: { by: ConsoleUserId; at: Instant }[]
}
