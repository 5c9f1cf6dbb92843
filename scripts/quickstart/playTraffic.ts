/** Plays the demo's traffic through the doors, with a progress bar a phase. */
import { Presets, SingleBar } from 'cli-progress'
import { DEMO_RELYING_PARTIES } from '../../prisma/demoRelyingParties.ts'
import { type SimulationReport, simulate } from '../simulate/simulate.ts'
import type { QuickstartOptions } from './options.ts'

export async function playTraffic(
  environment: Record<string, string>,
  options: QuickstartOptions,
  print: (line: string) => void,
): Promise<SimulationReport> {
  const progress = createProgress(print)
  try {
    return await simulate({
      seed: options.seed,
      requests: options.requests,
      baseUrl: `http://127.0.0.1:${environment['HTTP_PORT']}`,
      consolePassword: environment['CONSOLE_PASSWORD'] ?? '',
      relyingParties: DEMO_RELYING_PARTIES,
      onProgress: progress.show,
    })
  } finally {
    progress.end()
  }
}

/** A bar on a terminal; a line a phase elsewhere, so that a log stays readable. */
function createProgress(print: (line: string) => void) {
  let phase: string | null = null
  let bar: SingleBar | null = null
  const end = () => bar?.stop()
  return {
    show(done: number, total: number, what: string) {
      if (what !== phase) {
        end()
        phase = what
        bar = process.stdout.isTTY
          ? new SingleBar({ format: '{phase} {bar} {value}/{total}' }, Presets.shades_classic)
          : null
        if (bar === null) print(`${what} …`)
        bar?.start(total, done, { phase: what })
      }
      bar?.update(done)
    },
    end,
  }
}
