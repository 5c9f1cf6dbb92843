/** An export: ordered in the console, written by a job (exportWork), downloaded as one file. */
import { mayDownload } from '../../access/exportPermissions.ts'
import type { ConsoleUser } from '../../domain/consoleUser.ts'
import type { ExportId } from '../../domain/ids.ts'
import type { ExportOrder } from '../../domain/runs/export.ts'
import type { Run } from '../../domain/runs/run.ts'
import { AppError } from '../../errors.ts'
import { audit, consoleUser } from '../audit.ts'
import type { RunReads } from '../runs/ports.ts'
import { readRun } from '../runs/readRun.ts'
import { type RequestRunDependencies, requestRun } from '../runs/requestRun.ts'
import { type TransactDependencies, transact } from '../transact.ts'
import type { ExportFiles } from './ports.ts'

export async function requestExport(
  deps: RequestRunDependencies,
  { user, order }: { user: ConsoleUser; order: ExportOrder },
): Promise<Run<'export'>> {
  const details = { ...whatIsExported(order), ...periodOf(order) }
  return await requestRun(deps, 'export', { request: order, requestedBy: user.id, details })
}

export type OpenExportDependencies = TransactDependencies & {
  runs: Pick<RunReads, 'find'>
  exportFiles: Pick<ExportFiles, 'open'>
}

/**
 * Opens the file for a user; nothing is read before the audit event is written.
 * @throws AppError notFound where there is no such export or file, forbidden where it is not for this user, conflict
 * where it is not done.
 */
export async function openExport(
  deps: OpenExportDependencies,
  { user, id }: { user: ConsoleUser; id: ExportId },
) {
  const run = await readRun(deps, 'export', id)
  const { request, result } = run
  if (!mayDownload(user.role, whatIsExported(request), run.requestedBy === user.id))
    throw new AppError('forbidden', 'Your role may not read what is in this file')
  if (result === null) throw new AppError('conflict', 'The export is not finished')
  await transact(deps, (tx) =>
    audit(
      tx,
      consoleUser(user.id),
      'export.downloaded',
      { kind: 'export', id },
      { kind: request.kind, rows: result.rows },
    ),
  )
  const file = await deps.exportFiles.open(result.file)
  if (file === null) throw new AppError('notFound', 'The file of this export is no longer there')
  return { ...file, run }
}

export function whatIsExported(order: ExportOrder) {
  return { kind: order.kind, withAddresses: order.kind === 'sessions' && order.withAddresses }
}

function periodOf(order: ExportOrder): { from: number; to: number } | Record<never, never> {
  return order.kind === 'evidence' ? { from: order.from, to: order.to } : {}
}
