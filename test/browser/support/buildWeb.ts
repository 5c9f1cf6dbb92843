import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const ROOT = join(import.meta.dirname, '../../..')
const VITE = join(ROOT, 'node_modules/vite/bin/vite.js')

/**
 * A folder for WEB_DIR with the app or the console as it is now. A whole run has built it already, once for all of its
 * files; a single file builds for itself, whatever was built before.
 */
export async function buildWeb(part: 'app' | 'console'): Promise<{ dir: string; remove(): Promise<void> }> {
  const built = process.env['TEST_WEB_DIR']
  if (built !== undefined) return { dir: built, remove: async () => {} }
  const dir = await mkdtemp(join(tmpdir(), 'countersign-web-'))
  const config = join(ROOT, `web/${part}/vite.config.ts`)
  // The options of jest's own process are not for another.
  const { NODE_OPTIONS: _, ...environment } = process.env
  await promisify(execFile)(
    process.execPath,
    [VITE, 'build', '--config', config, '--outDir', join(dir, part), '--logLevel', 'error'],
    { cwd: ROOT, env: { ...environment, NODE_ENV: 'production' } },
  )
  return { dir, remove: () => rm(dir, { recursive: true, force: true }) }
}
