import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Counts } from './counts.ts'
import { runCommand } from './runCommand.ts'

const report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  numRuntimeErrorTestSuites: z.number(),
})

type JestRun = {
  args: readonly string[]
  folder: string
  environment: Record<string, string>
  signal: AbortSignal
}

/** Every test file, or those that `args` name. A file that does not even load counts as one failed test. */
export async function runJest({ args, folder, environment, signal }: JestRun): Promise<Counts> {
  const outputFile = join(folder, 'jest.json')
  rmSync(outputFile, { force: true })
  const command = [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    'node_modules/jest/bin/jest.js',
    '--json',
    `--outputFile=${outputFile}`,
    ...args,
  ]
  const ok = await runCommand({ args: command, environment, signal })
  if (!existsSync(outputFile)) return { passed: 0, failed: 1, skipped: 0 }
  const figures = report.parse(JSON.parse(readFileSync(outputFile, 'utf8')))
  const failed = figures.numFailedTests + figures.numRuntimeErrorTestSuites
  return {
    passed: figures.numPassedTests,
    // jest also fails for reasons that are no test's, such as finding none.
    failed: ok ? failed : Math.max(failed, 1),
    skipped: figures.numPendingTests + figures.numTodoTests,
  }
}
