/** An export: ordered in the console, written by a job, downloaded as one file. */
import { mayDownload } from '../../access/exportPermissions.ts'
import type { ExportFiles } from '../../adapters/exportFiles.ts'
import type { Random } from '../../adapters/random.ts'
import type { ConsoleUser } from '../../domain/consoleUser.ts'
import type { ExportOrder, ExportRecord } from '../../domain/export.ts'
import { type ExportId, toId } from '../../domain/ids.ts'
import { AppError } from '../../errors.ts'
import type { AuditStore } from '../../stores/database/audit.ts'
import type { CoreDependencies } from '../dependencies.ts'
import { enqueueNow, outboxRow } from '../enqueue.ts'
import { type ExportRowsDependencies, exportRows } from './exportRows.ts'

const ROWS_A_READ = 1_000

export type ExportDependencies = ExportRowsDependencies & {
  random: Random
  exportFiles: ExportFiles
  audit: AuditStore
}

export async function requestExport(
  deps: ExportDependencies & Pick<CoreDependencies, 'producer' | 'outbox' | 'log'>,
  { user, order }: { user: ConsoleUser; order: ExportOrder },
): Promise<ExportRecord> {
  const id = deps.random.id<'export'>()
  const job = outboxRow(deps, { job: 'export', payload: { exportId: id } })
  const made = await deps.exports.create(
    { id, requestedBy: user.id, order, job },
    auditEvent(deps, user, 'export.created', id, auditedOrder(order)),
  )
  await enqueueNow(deps, [job])
  return made
}

/**
 * Writes the file of an export. Safe to run twice and side by side: each run writes its own unfinished file
 * from the first row, and whoever ends first gives the export its file.
 */
export async function writeExport(
  deps: ExportDependencies,
  job: { exportId: string; outboxId: string | null },
  rowsARead = ROWS_A_READ,
): Promise<void> {
  const id = toId<'export'>(job.exportId)
  const order = await deps.exports.find(id)
  if (order === null) return
  const file = `${id}.csv`
  if (order.state === 'done') {
    await deps.exports.finish(id, {
      file,
      rowsDone: order.rowsDone,
      finishedAt: deps.clock.now(),
      outboxId: job.outboxId,
    })
    return
  }
  const { total, header, batches } = await exportRows(deps, order.order, rowsARead)
  await deps.exports.begin(id, total)
  let rowsDone = 0
  const chunks = async function* () {
    yield header
    for await (const { csv, rows } of batches) {
      yield csv
      rowsDone += rows
      await deps.exports.progress(id, rowsDone)
    }
  }
  await deps.exportFiles.write(file, chunks(), deps.random.id<'writer'>())
  await deps.exports.finish(id, { file, rowsDone, finishedAt: deps.clock.now(), outboxId: job.outboxId })
}

/**
 * Opens the file for a user; nothing is read before the audit event is written.
 * @throws AppError notFound where there is no such export or file, forbidden where it is not for this user, conflict
 * where it is not done yet.
 */
export async function openExport(deps: ExportDependencies, order: { user: ConsoleUser; id: ExportId }) {
  const found = await deps.exports.find(order.id)
  if (found === null) throw new AppError('notFound', 'There is no such export')
  const isOwn = found.requestedBy === order.user.id
  if (!mayDownload(order.user.role, whatIsExported(found.order), isOwn))
    throw new AppError('forbidden', 'Your role may not read what is in this file')
  if (found.file === null) throw new AppError('conflict', 'The export is not finished yet')
  await deps.audit.append(
    auditEvent(deps, order.user, 'export.downloaded', order.id, {
      kind: found.order.kind,
      rows: found.rowsDone,
    }),
  )
  const file = await deps.exportFiles.open(found.file)
  if (file === null) throw new AppError('notFound', 'The file of this export is no longer there')
  return { ...file, export: found }
}

export function whatIsExported(order: ExportOrder) {
  return { kind: order.kind, withAddresses: order.kind === 'sessions' && order.withAddresses }
}

function auditedOrder(order: ExportOrder): Record<string, string | number | boolean> {
  const period = order.kind === 'evidence' ? { from: order.from, to: order.to } : {}
  return { ...whatIsExported(order), ...period }
}

function auditEvent(
  deps: ExportDependencies,
  user: ConsoleUser,
  action: 'export.created' | 'export.downloaded',
  id: ExportId,
  details: Record<string, string | number | boolean>,
) {
  return {
    id: deps.random.id<'auditEvent'>(),
    actor: { kind: 'consoleUser', id: user.id },
    action,
    object: { kind: 'export', id },
    details,
    occurredAt: deps.clock.now(),
  } as const
}
