/** List entries as CSV. What an entry is about is shown as the console shows it: often not at all. */
import type { ListEntry } from '../domain/listEntry.ts'
import { type Column, inWords, isoCell } from './csv.ts'

export type ListedEntry = ListEntry & {
  /** A person's short pseudonym or a relying party's name; null for what is kept as a digest only. */
  name: string | null
  authorName: string | null
}

export const LIST_ENTRY_COLUMNS: readonly Column<ListedEntry>[] = [
  ['Entry', ({ id }) => id],
  ['Kind', ({ kind }) => inWords(kind)],
  ['About', ({ name }) => name],
  ['Effect', ({ effect }) => effect],
  ['Reason', ({ reason }) => reason],
  ['Author', ({ author, authorName }) => (author === null ? 'the program' : authorName)],
  ['Expires at (UTC)', ({ expiresAt }) => isoCell(expiresAt)],
  ['Added at (UTC)', ({ createdAt }) => isoCell(createdAt)],
  ['Changed at (UTC)', ({ changedAt }) => isoCell(changedAt)],
]
