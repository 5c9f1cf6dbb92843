/** An export: ordered in the console, written by a job, downloaded as one file. */
import type { ConsoleUser } from '../domain/consoleUser.ts'
import { type ExportId, type SessionId, toId } from '../domain/ids.ts'
import type { Clock, Instant } from '../domain/time.ts'
import { AppError } from '../errors.ts'
import type { ExportFiles } from '../outside/exportFiles.ts'
import type { Random } from '../outside/random.ts'
import { sessionsCsvHeader, sessionsCsvRows } from '../reports/sessionsCsv.ts'
import type { AuditStore } from '../stores/audit.ts'
import type { ExportRecord, ExportStore } from '../stores/exports.ts'
import type { CoreDependencies } from './dependencies.ts'
import { enqueueNow, outboxRow } from './enqueue.ts'

const ROWS_A_READ = 1_000

export type ExportDependencies = {
  clock: Clock
  random: Random
  exports: ExportStore
  exportFiles: ExportFiles
  audit: AuditStore
}

export async function requestExport(
  deps: ExportDependencies & Pick<CoreDependencies, 'producer' | 'outbox' | 'log'>,
  order: { user: ConsoleUser; from: Instant; to: Instant },
): Promise<ExportRecord> {
  const id = deps.random.id<'export'>()
  const job = outboxRow(deps, { job: 'export', payload: { exportId: id } })
  const made = await deps.exports.create(
    { id, requestedBy: order.user.id, from: order.from, to: order.to, job },
    auditEvent(deps, order.user, 'export.created', id, { from: order.from, to: order.to }),
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
  await deps.exports.begin(id, await deps.exports.countRows(order))
  let rowsDone = 0
  const chunks = async function* () {
    yield sessionsCsvHeader()
    let after: SessionId | null = null
    for (;;) {
      const rows = await deps.exports.rows(order, after, rowsARead)
      if (rows.length === 0) return
      yield sessionsCsvRows(rows)
      rowsDone += rows.length
      after = rows.at(-1)?.id ?? null
      await deps.exports.progress(id, rowsDone)
    }
  }
  await deps.exportFiles.write(file, chunks(), deps.random.id<'writer'>())
  await deps.exports.finish(id, { file, rowsDone, finishedAt: deps.clock.now(), outboxId: job.outboxId })
}

/**
 * Opens the file for a user; nothing is read before the audit event is written.
 * @throws AppError notFound where there is no such export or file, conflict where it is not done yet.
 */
export async function openExport(deps: ExportDependencies, order: { user: ConsoleUser; id: ExportId }) {
  const found = await deps.exports.find(order.id)
  if (found === null) throw new AppError('notFound', 'There is no such export')
  if (found.file === null) throw new AppError('conflict', 'The export is not finished yet')
  await deps.audit.append(
    auditEvent(deps, order.user, 'export.downloaded', order.id, { rows: found.rowsDone }),
  )
  const file = await deps.exportFiles.open(found.file)
  if (file === null) throw new AppError('notFound', 'The file of this export is no longer there')
  return { ...file, export: found }
}

function auditEvent(
  deps: ExportDependencies,
  user: ConsoleUser,
  action: 'export.created' | 'export.downloaded',
  id: ExportId,
  details: Record<string, number>,
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
