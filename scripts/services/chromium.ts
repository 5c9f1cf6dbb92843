import { spawnSync } from 'node:child_process'
import { installWithApt } from './apt.ts'
import { findOnPath, isExecutable } from './findOnPath.ts'
import { MissingService } from './MissingService.ts'
import type { Log } from './Service.ts'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

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
  const problem = await installWithApt({ name: 'chromium', log })
  const installed = chromiumAtHand()
  if (installed === null) throw missingChromium(problem)
  return installed
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
      path: `put ${NAMES.slice(0, 3).join(', ')} in a folder of PATH`,
      apt: 'sudo apt-get install chromium; done by itself for root or with passwordless sudo',
      variable: 'CHROMIUM_PATH=/path/to/chromium',
    },
    cause,
  )
}
