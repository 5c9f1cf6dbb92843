/** What a browser loads before the console shows anything: the scripts of index.html and what they import at once. */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'

const ROOT = join(import.meta.dirname, '../..')
const VITE = join(ROOT, 'node_modules/vite/bin/vite.js')

export type BuiltConsole = { webDir: string; firstLoadKb: number; remove(): Promise<void> }

export async function buildConsole(): Promise<BuiltConsole> {
  const webDir = await mkdtemp(join(tmpdir(), 'countersign-web-'))
  await promisify(execFile)(
    process.execPath,
    [
      VITE,
      'build',
      '--config',
      join(ROOT, 'web/console/vite.config.ts'),
      '--outDir',
      join(webDir, 'console'),
      '--logLevel',
      'error',
    ],
    { cwd: ROOT, env: { ...process.env, NODE_ENV: 'production' } },
  )
  return {
    webDir,
    firstLoadKb: await firstLoadKb(join(webDir, 'console')),
    remove: () => rm(webDir, { recursive: true, force: true }),
  }
}

async function firstLoadKb(folder: string): Promise<number> {
  const page = await readFile(join(folder, 'index.html'), 'utf8')
  const found = new Map<string, number>()
  async function load(file: string): Promise<void> {
    if (found.has(file)) return
    const script = await readFile(join(folder, 'assets', file))
    found.set(file, gzipSync(script).length)
    // A dynamic import has a parenthesis; its script comes when it is shown.
    for (const [, name] of script.toString('utf8').matchAll(/(?:from|import)\s*"\.\/([\w.-]+\.js)"/g)) {
      if (name !== undefined) await load(name)
    }
  }
  for (const [, name] of page.matchAll(/assets\/([\w.-]+\.js)"/g)) if (name !== undefined) await load(name)
  if (found.size === 0) throw new Error('the built page loads no script')
  return [...found.values()].reduce((sum, bytes) => sum + bytes, 0) / 1_000
}
