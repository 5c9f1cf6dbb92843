/** Notes, tags and files of cases. Files lie sealed beside their digest; a note stays as it was written. */

import { createHash } from 'node:crypto'
import { type CaseFileId, type CaseId, type CaseNoteId, type ConsoleUserId, toId } from '../../domain/ids.ts'
import { fromDate, type Instant, toDate } from '../../domain/time.ts'
import type { Vault } from '../../flow/ports.ts'
import type { Prisma, PrismaWithin } from '../database/connection.ts'

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

const WITHOUT_CONTENT = {
  id: true,
  name: true,
  type: true,
  size: true,
  sha256: true,
  addedBy: true,
  addedAt: true,
} as const

export function createCaseContentStore(prisma: Prisma, vault: Vault) {
  return {
    /** Inside a change of the case. */
    async addNote(within: PrismaWithin, caseId: CaseId, { at, ...note }: CaseNote): Promise<void> {
      await within.caseNote.create({ data: { ...note, caseId, writtenAt: toDate(at) } })
    },

    /** Inside a change of the case. @returns false where it had the tag. */
    async addTag(within: PrismaWithin, caseId: CaseId, tag: string): Promise<boolean> {
      const { count } = await within.caseTag.createMany({ data: { caseId, tag }, skipDuplicates: true })
      return count === 1
    },

    /** Inside a change of the case. @returns false where it had no such tag. */
    async removeTag(within: PrismaWithin, caseId: CaseId, tag: string): Promise<boolean> {
      const { count } = await within.caseTag.deleteMany({ where: { caseId, tag } })
      return count === 1
    },

    /** Inside a change of the case. */
    async addFile(
      within: PrismaWithin,
      caseId: CaseId,
      file: Pick<CaseFile, 'id' | 'name' | 'type' | 'addedBy' | 'addedAt'> & { content: Uint8Array },
    ): Promise<CaseFile> {
      const { content, addedAt, ...plain } = file
      const row = await within.caseFile.create({
        data: {
          ...plain,
          caseId,
          size: content.length,
          sha256: Uint8Array.from(createHash('sha256').update(content).digest()),
          content: vault.seal(content),
          addedAt: toDate(addedAt),
        },
        select: WITHOUT_CONTENT,
      })
      return toFile(row)
    },

    /** Null where this case has no such file. */
    async openFile(caseId: CaseId, id: CaseFileId): Promise<(CaseFile & { content: Uint8Array }) | null> {
      const row = await prisma.caseFile.findUnique({ where: { id, caseId } })
      return row === null ? null : { ...toFile(row), content: vault.open(row.content) }
    },

    /** Newest first. */
    async notes(caseId: CaseId, page: { before: CaseNoteId | null; limit: number }): Promise<CaseNote[]> {
      const rows = await prisma.caseNote.findMany({
        where: { caseId, ...(page.before !== null && { id: { lt: page.before } }) },
        orderBy: { id: 'desc' },
        take: page.limit,
      })
      return rows.map((row) => ({
        id: toId<'caseNote'>(row.id),
        authorId: toId<'consoleUser'>(row.authorId),
        text: row.text,
        mentions: row.mentions.map(toId<'consoleUser'>),
        at: fromDate(row.writtenAt),
      }))
    },

    async tags(caseId: CaseId): Promise<string[]> {
      const rows = await prisma.caseTag.findMany({ where: { caseId }, orderBy: { tag: 'asc' } })
      return rows.map((row) => row.tag)
    },

    async files(caseId: CaseId): Promise<CaseFile[]> {
      const rows = await prisma.caseFile.findMany({
        where: { caseId },
        orderBy: { id: 'asc' },
        select: WITHOUT_CONTENT,
      })
      return rows.map(toFile)
    },
  }
}

export type CaseContentStore = ReturnType<typeof createCaseContentStore>

function toFile(row: {
  id: string
  name: string
  type: string
  size: number
  sha256: Uint8Array
  addedBy: string
  addedAt: Date
}): CaseFile {
  return {
    id: toId<'caseFile'>(row.id),
    name: row.name,
    type: row.type,
    size: row.size,
    sha256: Buffer.from(row.sha256).toString('hex'),
    addedBy: toId<'consoleUser'>(row.addedBy),
    addedAt: fromDate(row.addedAt),
  }
}
