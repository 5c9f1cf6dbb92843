/** Notes, tags and files of cases. Files lie sealed beside their digest; a note stays as it was written. */

import { createHash } from 'node:crypto'
import { toId } from '../../domain/ids.ts'
import { fromDate, toDate } from '../../domain/time.ts'
import type { CaseContents, CaseContentWrites, CaseFile } from '../../flow/cases/contentPorts.ts'
import type { Vault } from '../../flow/ports.ts'
import type { Prisma, PrismaWithin } from '../database/connection.ts'

const WITHOUT_CONTENT = {
  id: true,
  name: true,
  type: true,
  size: true,
  sha256: true,
  addedBy: true,
  addedAt: true,
} as const

export function createCaseContents(prisma: Prisma, vault: Vault): CaseContents {
  return {
    async openFile(caseId, id) {
      const row = await prisma.caseFile.findUnique({ where: { id, caseId } })
      return row === null ? null : { ...toFile(row), content: vault.open(row.content) }
    },

    async notes(caseId, page) {
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

    async tags(caseId) {
      const rows = await prisma.caseTag.findMany({ where: { caseId }, orderBy: { tag: 'asc' } })
      return rows.map((row) => row.tag)
    },

    async files(caseId) {
      const rows = await prisma.caseFile.findMany({
        where: { caseId },
        orderBy: { id: 'asc' },
        select: WITHOUT_CONTENT,
      })
      return rows.map(toFile)
    },
  }
}

export function createCaseContentWrites(open: PrismaWithin, vault: Vault): CaseContentWrites {
  return {
    async addNote(caseId, { at, ...note }) {
      await open.caseNote.create({ data: { ...note, caseId, writtenAt: toDate(at) } })
    },

    async addTag(caseId, tag) {
      const { count } = await open.caseTag.createMany({ data: { caseId, tag }, skipDuplicates: true })
      return count === 1
    },

    async removeTag(caseId, tag) {
      const { count } = await open.caseTag.deleteMany({ where: { caseId, tag } })
      return count === 1
    },

    async addFile(caseId, { content, addedAt, ...plain }) {
      const row = await open.caseFile.create({
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
  }
}

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
