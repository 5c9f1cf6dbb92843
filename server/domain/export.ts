/** What can be exported: the evidence of a period, or what a list of the console shows, with its filter. */
import type { CaseFilter } from './cases/caseQuery.ts'
import type { ConsoleUserId, ExportId } from './ids.ts'
import type { ListKind } from './listEntry.ts'
import type { Outcome } from './sessions/decision.ts'
import type { SessionFilter } from './sessions/sessionQuery.ts'
import type { Instant } from './time.ts'

export const EXPORT_KINDS = [
  'evidence',
  'sessions',
  'cases',
  'campaigns',
  'rules',
  'lists',
  'models',
] as const
export type ExportKind = (typeof EXPORT_KINDS)[number]

export const EXPORT_STATES = ['queued', 'running', 'done', 'failed'] as const
export type ExportState = (typeof EXPORT_STATES)[number]

export type ListEntryFilter = { kind: ListKind | null; effect: Outcome | null; inForceAt: Instant | null }

export type ExportOrder =
  /** Event times, from included and to not. */
  | { kind: 'evidence'; from: Instant; to: Instant }
  /** Addresses of both ends only where `withAddresses`. */
  | { kind: 'sessions'; filter: SessionFilter; withAddresses: boolean }
  | { kind: 'cases' | 'campaigns'; filter: CaseFilter }
  | { kind: 'rules' }
  | { kind: 'lists'; filter: ListEntryFilter }
  | { kind: 'models' }

export type ExportRecord = {
  id: ExportId
  requestedBy: ConsoleUserId
  order: ExportOrder
  state: ExportState
  rowsDone: number
  /** Null: not counted. */
  rowsTotal: number | null
  file: string | null
  createdAt: Instant
  finishedAt: Instant | null
}
