import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { claimFolder } from './ownedProcess.ts'
import { POINTER } from './postgresFolder.ts'

/** Ends every service that still runs with its data below the folder, and removes the folder. */
export async function removeRun(folder: string): Promise<void> {
  for (const each of foldersBelow(folder)) {
    if (existsSync(join(each, 'running.json'))) await claimFolder(each)
    const pointer = join(each, POINTER)
    if (existsSync(pointer)) await removeRun(readFileSync(pointer, 'utf8'))
  }
  rmSync(folder, { recursive: true, force: true })
}

/** With itself, but without what stands in a service's own data. */
function foldersBelow(folder: string): string[] {
  if (!existsSync(folder)) return []
  const below = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'data' && entry.name !== 'data.new')
    .flatMap((entry) => foldersBelow(join(folder, entry.name)))
  return [folder, ...below]
}
