/** What the console asks of cases: a filter, an order and a page. */

import type { CaseId, ConsoleUserId, SubjectId } from '../ids.ts'
import type { Disposition } from '../sessions/label.ts'
import type { Instant } from '../time.ts'
import type { CaseKind, CaseSeverity, CaseState, SlaTag } from './case.ts'

export type CaseFilter = {
  states?: CaseState[]
  kinds?: CaseKind[]
  severities?: CaseSeverity[]
  /** Null: nobody's. */
  assigneeId?: ConsoleUserId | null
  sla?: SlaTag
  tag?: string
  dispositions?: Disposition[]
  /** Cases with a note that mentions this person of the console. */
  mentions?: ConsoleUserId
  /** Cases with a session of this person. */
  subjectId?: SubjectId
  /** Words in title and notes, as websearch_to_tsquery understands them. */
  text?: string
}

/** `due`: what runs out first. `newest`: by id. */
export const CASE_ORDERS = ['due', 'newest'] as const
export type CaseOrderBy = (typeof CASE_ORDERS)[number]

export type CaseCursor = { dueAt: Instant; id: CaseId }
export type CasePage = { order: CaseOrderBy; after: CaseCursor | null; limit: number }
