/** What happens to a case, as its timeline and the audit tell it. */
import type { CaseId, ConsoleUserId } from '../ids.ts'
import type { Instant } from '../time.ts'

export const CASE_EVENT_KINDS = [
  'opened',
  'sessionsAdded',
  'changed',
  'noted',
  'tagged',
  'untagged',
  'fileAdded',
  'fileDownloaded',
  'becameCampaign',
  'escalated',
  'givenBack',
  'mergedInto',
  'absorbed',
  'unmerged',
  'released',
  'split',
  'splitOff',
  'decided',
  'closed',
  'reopened',
] as const
export type CaseEventKind = (typeof CASE_EVENT_KINDS)[number]

export type CaseEvent = {
  id: string
  caseId: CaseId
  kind: CaseEventKind
  /** Null: the service itself. */
  by: ConsoleUserId | null
  /** Codes, numbers and ids; the audit keeps them too. */
  details: Record<string, string | number | boolean | null>
  /** What a person wrote to it. The audit does not keep it. */
  text: string | null
  /** Wall time. */
  at: Instant
}
