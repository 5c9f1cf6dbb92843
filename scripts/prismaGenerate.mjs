// Generates Prisma's client into server/stores/generated.
// Prisma's command line wants its schema engine, a download from outside npm that some networks do not
// reach and that generating never runs: any existing file in its place keeps it from asking.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const require = createRequire(import.meta.url)

const { status, error } = spawnSync(
  process.execPath,
  [require.resolve('prisma/build/index.js'), 'generate', '--no-hints', ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: 'inherit',
    env: {
      PRISMA_SCHEMA_ENGINE_BINARY: import.meta.filename,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
      ...process.env,
    },
  },
)
if (error) throw error
process.exit(status ?? 1)
