/** The simulated transactions of the Fraud Detection Handbook, read by stream. */
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { type Instant, SECOND_MS, toInstant } from '../../server/domain/time.ts'
import type { Dealing } from './folds.ts'

/** The first second of the data. */
const START_MS = Date.UTC(2018, 3, 1)
const COLUMNS = ['id', 't', 'customer', 'terminal', 'amount', 'fraud', 'scenario']

export type Transaction = Dealing & {
  id: number
  occurredAt: Instant
  terminal: number
  amountMinor: number
}

/**
 * In the order of the file, which must be that of time.
 * @param path `.csv` or `.csv.gz`
 * @throws Error that names the line which is no transaction or comes too late.
 */
export async function readTransactions(path: string): Promise<Transaction[]> {
  const file = createReadStream(path)
  const lines = createInterface({ input: path.endsWith('.gz') ? file.pipe(createGunzip()) : file })
  const read: Transaction[] = []
  let number = 0
  for await (const line of lines) {
    number += 1
    if (number === 1) checkHeader(line, path)
    else if (line !== '') read.push(parseLine(line, number, read.at(-1)))
  }
  return read
}

/** Whole days since the first day of the data. @throws RangeError for what is no date like 2018-07-11. */
export function toDay(date: string): number {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(ms)) throw new RangeError(`${date} is no date; write it like 2018-07-11`)
  return Math.round((ms - START_MS) / 86_400_000)
}

function checkHeader(line: string, path: string): void {
  if (line !== COLUMNS.join(',')) throw new Error(`${path}: the first line must be ${COLUMNS.join(',')}`)
}

function parseLine(line: string, number: number, before: Transaction | undefined): Transaction {
  const [id, t, customer, terminal, amount, fraud] = line.split(',').map(Number)
  const isWhole =
    Number.isInteger(id) &&
    Number.isInteger(t) &&
    Number.isInteger(customer) &&
    Number.isInteger(terminal) &&
    (fraud === 0 || fraud === 1) &&
    Number.isFinite(amount)
  if (!isWhole || id === undefined || t === undefined || customer === undefined || terminal === undefined) {
    throw new Error(`line ${number} must hold ${COLUMNS.join(', ')} as numbers, fraud 0 or 1: ${line}`)
  }
  const occurredAt = toInstant(START_MS + t * SECOND_MS)
  if (before !== undefined && before.occurredAt > occurredAt) {
    throw new Error(`line ${number} is older than the line before; sort the file by t`)
  }
  return {
    id,
    occurredAt,
    day: Math.floor(t / 86_400),
    customer,
    terminal,
    amountMinor: Math.round((amount ?? 0) * 100),
    fraud: fraud ?? 0,
  }
}
