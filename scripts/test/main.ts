/**
 * `npm test`: formatting and lint, dependency rules, types, then every test against one Postgres and one
 * Redis of this run. `npm test -- <arguments>` runs only the tests, with these arguments to jest.
 */
import { mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findChromium } from '../services/chromium.ts'
import { startTestServices, type TestServices } from '../services/testServices.ts'
import { addCounts, type Counts } from './counts.ts'
import { runCommand } from './runCommand.ts'
import { runJest } from './runJest.ts'

/** Pages for browser tests: built once for all of them, where all of them run. */
const PAGES = ['app', 'console'] as const

const FOLDER = join(import.meta.dirname, '../../.data', `test-${process.pid}`)
const WEB_DIR = join(FOLDER, 'web')
/** Where tests put what is theirs for a moment: an interrupted test cannot remove it, the run does. */
const TEMPORARY = join(tmpdir(), `countersign-run-${process.pid}`)
const FOLDERS = [FOLDER, TEMPORARY]
/** A test that hangs must not hang who waits for it. */
const LIMIT_MS = 40 * 60_000

type Check = { what: string; args: readonly string[] }

const CHECKS: readonly Check[] = [
  { what: 'Formatting and lint', args: ['node_modules/@biomejs/biome/bin/biome', 'check', '.'] },
  { what: 'Dependency rules', args: ['--import', 'tsx', 'scripts/dependencies/checkDependencies.ts'] },
  { what: 'Types', args: ['node_modules/typescript/bin/tsc', '--noEmit'] },
]

const print = (line: string) => console.log(line)

async function runAll(jestArgs: readonly string[], signal: AbortSignal): Promise<Counts> {
  for (const folder of FOLDERS) mkdirSync(folder, { recursive: true })
  try {
    return await runWithServices(jestArgs, signal)
  } finally {
    // Programs that tests started may still be ending, and writing.
    for (const folder of FOLDERS) {
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
    }
  }
}

async function runWithServices(jestArgs: readonly string[], signal: AbortSignal): Promise<Counts> {
  const services = await provideServices()
  try {
    const isWhole = jestArgs.length === 0
    const checks = isWhole ? await runChecks(signal) : []
    const environment = {
      ...services.environment,
      TMPDIR: TEMPORARY,
      ...(isWhole && { TEST_WEB_DIR: WEB_DIR }),
    }
    return addCounts([...checks, await runJest({ args: jestArgs, folder: FOLDER, environment, signal })])
  } finally {
    await services.stop()
  }
}

/** @throws AggregateError with everything that is missing, not only the first. */
async function provideServices(): Promise<TestServices> {
  const [chromium, services] = await Promise.allSettled([
    findChromium({ log: print }),
    startTestServices(print),
  ])
  if (chromium.status === 'fulfilled' && services.status === 'fulfilled') {
    const environment = { ...services.value.environment, CHROMIUM_PATH: chromium.value }
    return { environment, stop: services.value.stop }
  }
  if (services.status === 'fulfilled') await services.value.stop()
  const problems = [chromium, services].flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
  throw new AggregateError(problems, problems.map(messageOf).join('\n\n'))
}

/** What is quick to say comes first; the pages, which take longest, are built beside it. */
async function runChecks(signal: AbortSignal): Promise<Counts[]> {
  const [checks, pages] = await Promise.all([runInTurn(CHECKS, signal), buildPages(signal)])
  return [...checks, pages]
}

async function runInTurn(checks: readonly Check[], signal: AbortSignal): Promise<Counts[]> {
  const counts: Counts[] = []
  for (const check of checks) counts.push(await runCheck(check, signal))
  return counts
}

async function runCheck({ what, args }: Check, signal: AbortSignal): Promise<Counts> {
  print(`\n${what} …`)
  const ok = await runCommand({ args, signal })
  print(`${what}: ${ok ? 'passed' : 'FAILED'}`)
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 }
}

async function buildPages(signal: AbortSignal): Promise<Counts> {
  print('\nPages …')
  const built = await Promise.all(PAGES.map((part) => buildPage(part, signal)))
  const passed = built.filter(Boolean).length
  print(`Pages: ${passed === PAGES.length ? 'built' : 'FAILED'}`)
  return { passed, failed: PAGES.length - passed, skipped: 0 }
}

async function buildPage(part: (typeof PAGES)[number], signal: AbortSignal): Promise<boolean> {
  const config = ['--config', `web/${part}/vite.config.ts`, '--outDir', join(WEB_DIR, part)]
  const args = ['node_modules/vite/bin/vite.js', 'build', ...config, '--logLevel', 'error']
  return await runCommand({ args, signal })
}

function messageOf(problem: unknown): string {
  return problem instanceof Error ? problem.message : String(problem)
}

async function main(): Promise<void> {
  const interruption = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => interruption.abort(signal))
  }
  const limit = setTimeout(() => {
    print(`The run took longer than ${LIMIT_MS / 60_000} min and is ended.`)
    interruption.abort()
  }, LIMIT_MS)
  limit.unref()
  const counts = await runAll(process.argv.slice(2), interruption.signal).catch((problem: unknown) => {
    console.error(messageOf(problem))
    return { passed: 0, failed: 1, skipped: 0 }
  })
  print(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
  process.exit(counts.failed === 0 && !interruption.signal.aborted ? 0 : 1)
}

await main()
