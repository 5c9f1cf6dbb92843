/** A list as a file: ordered by the list's own filter, written by a job, looked at while it is. */

import type { ListKind } from '../../../server/domain/listEntry.ts'
import type { Outcome } from '../../../server/domain/sessions/decision.ts'
import { ask } from './http.ts'
import { type ExportRecord, exportRecord } from './wireSchemas.ts'

type Filter = Record<string, unknown>

export type ListOrder =
  | { kind: 'sessions'; filter: Filter; search?: string }
  | { kind: 'cases' | 'campaigns'; filter: Filter }
  | { kind: 'lists'; filter: { kind: ListKind | null; effect: Outcome | null; show: 'inForce' | 'all' } }
  | { kind: 'rules' | 'models' }

/** @throws HttpError 400 with what is wrong by field. */
export async function orderExport(order: ListOrder): Promise<ExportRecord> {
  return await ask(exportRecord, '/exports', { method: 'POST', body: order })
}

export async function readExport(id: string, signal: AbortSignal): Promise<ExportRecord> {
  return await ask(exportRecord, `/exports/${encodeURIComponent(id)}`, { signal })
}
