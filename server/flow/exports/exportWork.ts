/**
 * How a run exports: row by row into a file beside its name, which it takes in the transaction that ends the run. So
 * a file is whole or not there, whoever dies.
 */
import type { ExportId } from '../../domain/ids.ts'
import type { RunStores } from '../runs/requestRun.ts'
import type { AttemptEnd, RunTask, RunWork } from '../runs/runWork.ts'
import { type ExportRowsDependencies, exportRows } from './exportRows.ts'
import type { ExportFiles } from './ports.ts'

const ROWS_A_READ = 1_000

export type ExportWorkDependencies = ExportRowsDependencies & { exportFiles: ExportFiles }

type Written = { rows: number }

export type ExportTypes = {
  kind: 'export'
  outcome: Written
  deps: ExportWorkDependencies
  stores: RunStores
}

export function createExportWork(rowsARead = ROWS_A_READ): RunWork<ExportTypes> {
  return {
    kind: 'export',
    firstStep: 'writing',
    work: (deps, task) => writeRows(deps, task, rowsARead),

    async write({ exportFiles }, _tx, { run, attempt }, { rows }) {
      const file = fileOf(run.id)
      await exportFiles.publish(file, attempt.worker)
      return { file, rows }
    },

    async discard({ exportFiles }, { run, attempt }) {
      await exportFiles.discard(fileOf(run.id), attempt?.worker ?? null)
    },
  }
}

export const exportWork = createExportWork()

function fileOf(id: ExportId): string {
  return `${id}.csv`
}

async function writeRows(
  deps: ExportWorkDependencies,
  { run, attempt, report, signal }: RunTask<'export'>,
  rowsARead: number,
): Promise<AttemptEnd<Written>> {
  const { total, header, batches } = await exportRows(deps, run.request, rowsARead)
  let done = 0
  async function* chunks() {
    yield header
    report({ step: 'writing', done, total })
    for await (const { csv, rows } of batches) {
      signal.throwIfAborted()
      yield csv
      done += rows
      report({ step: 'writing', done, total })
    }
  }
  await deps.exportFiles.write(fileOf(run.id), chunks(), attempt.worker)
  report({ step: 'writing', done, total: done })
  return { outcome: { rows: done } }
}
