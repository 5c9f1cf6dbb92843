/**
 * Rows as CSV: RFC 4180, UTF-8, times in UTC as ISO 8601. A cell that a spreadsheet would take for a formula is
 * escaped.
 */
import { stringify } from 'csv-stringify/sync'
import type { Instant } from '../domain/time.ts'

export type Cell = string | number | null
export type Column<Row> = readonly [name: string, cell: (row: Row) => Cell]

const CSV = { record_delimiter: 'windows', escape_formulas: true } as const

export function csvHeader<Row>(columns: readonly Column<Row>[]): string {
  return stringify([columns.map(([name]) => name)], CSV)
}

export function csvRows<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  return stringify(
    rows.map((row) => columns.map(([, cell]) => cell(row))),
    CSV,
  )
}

export function isoCell(at: Instant | null | undefined): Cell {
  return at === null || at === undefined ? null : new Date(at).toISOString()
}

/** `benignTruePositive` is `benign true positive`: what a table calls a thing, in words. */
export function inWords(code: string | null): Cell {
  return code === null ? null : code.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
}
