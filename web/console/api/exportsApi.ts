/** A list as a file: ordered by the list's own filter, written by a job, looked at while it is. */

import { type ExportRecord, exportRecord } from '../../../server/contract/exports.ts'
import type { ListFilter } from '../../../server/contract/lists.ts'
import { callApi } from './http.ts'

type Filter = Record<string, unknown>

export type ListOrder =
  | { kind: 'sessions'; filter: Filter; search?: string }
  | { kind: 'cases' | 'campaigns'; filter: Filter }
  | { kind: 'lists'; filter: ListFilter }
  | { kind: 'rules' | 'models' }

/** @throws HttpError 400 with what is wrong by field. */
export async function orderExport(order: ListOrder): Promise<ExportRecord> {
  return await callApi(exportRecord, '/exports', { method: 'POST', body: order })
}

export async function readExport(id: string, signal: AbortSignal): Promise<ExportRecord> {
  return await callApi(exportRecord, `/exports/${encodeURIComponent(id)}`, { signal })
}
