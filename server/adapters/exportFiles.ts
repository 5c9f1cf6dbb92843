/** Files of exports in one folder. */
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ExportFiles } from '../flow/exports/ports.ts'

const NAME = /^[a-z0-9-]+\.csv$/

export function createExportFiles(directory: string): ExportFiles {
  function pathOf(name: string): string {
    if (!NAME.test(name)) throw new RangeError('an export file is named by small letters, digits and hyphens')
    return join(directory, name)
  }
  const unfinishedOf = (name: string, writer: string) => `${pathOf(name)}.${writer}.part`

  return {
    async write(name, chunks, writer) {
      const unfinished = unfinishedOf(name, writer)
      await mkdir(directory, { recursive: true })
      const file = await open(unfinished, 'w', 0o600)
      try {
        for await (const chunk of chunks) await file.write(chunk, null, 'utf8')
        await file.sync()
      } finally {
        await file.close()
      }
    },

    async publish(name, writer) {
      await rename(unfinishedOf(name, writer), pathOf(name))
    },

    async discard(name, writer) {
      const unfinished =
        writer === null ? await unfinishedFiles(directory, name) : [unfinishedOf(name, writer)]
      await Promise.all(unfinished.map((path) => rm(path, { force: true })))
    },

    async open(name) {
      const path = pathOf(name)
      const found = await stat(path).catch(() => null)
      return found === null ? null : { stream: createReadStream(path), bytes: found.size }
    },
  }
}

/** What anybody has begun to write of a file. */
async function unfinishedFiles(directory: string, name: string): Promise<string[]> {
  await mkdir(directory, { recursive: true })
  const found = await readdir(directory)
  return found
    .filter((one) => one.startsWith(`${name}.`) && one.endsWith('.part'))
    .map((one) => join(directory, one))
}
