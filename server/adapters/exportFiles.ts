/** Files of exports in one folder. A file appears under its name only when it is whole. */
import { createReadStream, type ReadStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

const NAME = /^[a-z0-9-]+\.csv$/

export function createExportFiles(directory: string) {
  function pathOf(name: string): string {
    if (!NAME.test(name)) throw new RangeError('an export file is named by small letters, digits and hyphens')
    return join(directory, name)
  }

  return {
    /** Writes the chunks beside the final name, makes them durable, and only then takes the name. */
    async write(name: string, chunks: AsyncIterable<string>, writer: string): Promise<void> {
      const path = pathOf(name)
      const unfinished = `${path}.${writer}.part`
      await mkdir(directory, { recursive: true })
      const file = await open(unfinished, 'w', 0o600)
      try {
        for await (const chunk of chunks) await file.write(chunk, null, 'utf8')
        await file.sync()
        await file.close()
        await rename(unfinished, path)
      } catch (error) {
        await file.close().catch(() => undefined)
        await rm(unfinished, { force: true })
        throw error
      }
    },

    /** Null where the file is not there. */
    async open(name: string): Promise<{ stream: ReadStream; bytes: number } | null> {
      const path = pathOf(name)
      const found = await stat(path).catch(() => null)
      return found === null ? null : { stream: createReadStream(path), bytes: found.size }
    },
  }
}

export type ExportFiles = ReturnType<typeof createExportFiles>
