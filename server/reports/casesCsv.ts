/** Cases and campaigns as CSV. */
import type { Case, SlaTag } from '../domain/cases/case.ts'
import { type Cell, type Column, inWords, isoCell } from './csv.ts'

export type ListedCase = Case & {
  sessions: number
  people: number
  tags: readonly string[]
  sla: SlaTag | null
  /** Display names. */
  assignee: string | null
  openedByName: string | null
  closedByName: string | null
}

export const CASE_COLUMNS: readonly Column<ListedCase>[] = [
  ['Case', ({ id }) => id],
  ['Kind', ({ kind }) => kind],
  ['Title', ({ title }) => title],
  ['State', ({ state }) => state],
  ['Severity', ({ severity }) => severity],
  ['Assignee', ({ assignee }) => assignee],
  ['Sessions', ({ sessions }) => sessions],
  ['People', ({ people }) => people],
  ['Tags', ({ tags }) => tags.join(', ')],
  ['Opened at (UTC)', ({ openedAt }) => isoCell(openedAt)],
  ['Opened by', ({ openedBy, openedByName }) => (openedBy === null ? 'the service' : openedByName)],
  ['Due at (UTC)', ({ dueAt }) => isoCell(dueAt)],
  ['Service level', ({ sla }) => inWords(sla)],
  ['Closed at (UTC)', ({ closed }) => isoCell(closed?.at)],
  ['Closed by', ({ closedByName }) => closedByName],
  ['Disposition', ({ closed }) => inWords(closed?.disposition ?? null)],
  ['Scam', ({ closed }) => inWords(closed?.scamType ?? null)],
  ['Loss (minor units)', ({ closed }) => digits(closed?.loss?.amountMinor)],
  ['Came back (minor units)', ({ closed }) => digits(closed?.loss?.recoveredMinor)],
  ['Currency', ({ closed }) => closed?.loss?.currency ?? null],
  ['Merged into', ({ mergedIntoId }) => mergedIntoId],
  ['Changed at (UTC)', ({ changedAt }) => isoCell(changedAt)],
]

function digits(amount: bigint | undefined): Cell {
  return amount === undefined ? null : String(amount)
}
