/** What notes, tags and files of cases need of the database. */
import type { CaseFileId, CaseId, CaseNoteId, ConsoleUserId } from '../../domain/ids.ts'
import type { Instant } from '../../domain/time.ts'

export type CaseNote = {
  id: CaseNoteId
  authorId: ConsoleUserId
  text: string
  mentions: ConsoleUserId[]
  at: Instant
}

export type CaseFile = {
  id: CaseFileId
  name: string
  type: string
  /** Bytes, and the digest of the plain content in hexadecimal. */
  size: number
  sha256: string
  addedBy: ConsoleUserId
  addedAt: Instant
}

export type NewCaseFile = Pick<CaseFile, 'id' | 'name' | 'type' | 'addedBy' | 'addedAt'> & {
  content: Uint8Array
}

export interface CaseContents {
  /** Null where this case has no such file. */
  openFile(id: CaseId, fileId: CaseFileId): Promise<(CaseFile & { content: Uint8Array }) | null>
  /** Newest first. */
  notes(id: CaseId, page: { before: CaseNoteId | null; limit: number }): Promise<CaseNote[]>
  tags(id: CaseId): Promise<string[]>
  files(id: CaseId): Promise<CaseFile[]>
}

/** Inside a transaction. */
export interface CaseContentWrites {
  addNote(id: CaseId, note: CaseNote): Promise<void>
  /** @returns false where it had the tag. */
  addTag(id: CaseId, tag: string): Promise<boolean>
  /** @returns false where it had no such tag. */
  removeTag(id: CaseId, tag: string): Promise<boolean>
  addFile(id: CaseId, file: NewCaseFile): Promise<CaseFile>
}
