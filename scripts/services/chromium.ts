import { spawnSync } from 'node:child_process'
import { installWithApt } from './apt.ts'
import { findOnPath, isExecutable } from './findOnPath.ts'
import { MissingService } from './MissingService.ts'
import type { Log } from './Service.ts'

/**
 * The headless shell first: it draws pages and no window. The others start a browser's whole interface beside every page,
 * which costs as much processor time as the page itself.
 */
const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
]
/** Debian has both, others only the second. */
const PACKAGES = ['chromium-headless-shell', 'chromium']

/**
 * The path of a Chromium that runs: CHROMIUM_PATH, else one on PATH, else one installed through apt.
 *
 * @throws MissingService where there is none.
 */
export async function findChromium({ log }: { log: Log }): Promise<string> {
  const given = process.env['CHROMIUM_PATH']
  if (given !== undefined && given !== '') {
    if (runs(given)) return given
    throw missingChromium(new Error(`CHROMIUM_PATH is set, but ${given} does not run`))
  }
  const found = chromiumAtHand()
  if (found !== null) return found
  const problems: string[] = []
  for (const name of PACKAGES) {
    const problem = await installWithApt({ name, log })
    if (problem !== null) problems.push(problem.message)
    const installed = chromiumAtHand()
    if (installed !== null) return installed
  }
  throw missingChromium(new Error(problems.join('; ')))
}

/** The same without installing anything: null where there is none. */
export function chromiumAtHand(): string | null {
  const given = process.env['CHROMIUM_PATH']
  const program = given !== undefined && given !== '' ? given : findOnPath(NAMES)
  return program !== null && runs(program) ? program : null
}

/** Some systems have a program of that name that only says where the real one is to be had. */
function runs(program: string): boolean {
  return isExecutable(program) && spawnSync(program, ['--version'], { timeout: 20_000 }).status === 0
}

function missingChromium(cause: unknown): MissingService {
  return new MissingService(
    {
      what: 'Chromium (for the browser tests)',
      path: `put ${NAMES.slice(0, 4).join(', ')} in a folder of PATH`,
      apt: `sudo apt-get install ${PACKAGES[0]}; done by itself for root or with passwordless sudo`,
      variable: 'CHROMIUM_PATH=/path/to/chromium',
    },
    cause,
  )
}
