// Generates Prisma's client into server/stores/database/generated.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const ROOT = join(import.meta.dirname, '..')

/**
 * Prisma's command line wants its schema engine, a download from outside npm that some networks do not
 * reach and that generating never runs: any existing file in its place keeps it from asking.
 */
export function generatePrisma() {
  const prisma = createRequire(import.meta.url).resolve('prisma/build/index.js')
  const { status, error, stdout, stderr } = spawnSync(process.execPath, [prisma, 'generate', '--no-hints'], {
    cwd: ROOT,
    encoding: 'utf8',
    env: {
      PRISMA_SCHEMA_ENGINE_BINARY: import.meta.filename,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
      ...process.env,
    },
  })
  if (status === 0) return
  console.error(`Prisma's client cannot be generated: ${error?.message ?? `${stdout}${stderr}`}`)
  process.exit(1)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) generatePrisma()
