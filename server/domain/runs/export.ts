/** What can be exported: the evidence of a period, or what a list of the console shows, with its filter. */
import type { CaseFilter } from '../cases/caseQuery.ts'
import type { ListKind } from '../listEntry.ts'
import type { Outcome } from '../sessions/decision.ts'
import type { SessionFilter } from '../sessions/sessionQuery.ts'
import type { Instant } from '../time.ts'

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

/** The finished file by name, and its rows without the header. */
export type ExportResult = { file: string; rows: number }
