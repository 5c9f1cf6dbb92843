/**
 * What the service stops and whom it interrupts: starts a whole service of its own and plays a seeded
 * population against it. `npm run bench:campaigns -- --requests 2000 --seed 7 [--networks FOLDER]`; prints the
 * table per campaign, the last line is JSON. With `--train 3000 --train-seed 8` another population is played before, a
 * champion is trained on what became of it, and the measured requests are scored by that. Ends with 1 where a signature does not verify or a session has no end.
 */
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { DEMO_RELYING_PARTIES } from '../prisma/demoRelyingParties.ts'
import { startTestServices } from '../scripts/services/testServices.ts'
import type { ScoredSession } from '../scripts/simulate/report/scoredSession.ts'
import { toTable } from '../scripts/simulate/report/table.ts'
import { simulate } from '../scripts/simulate/simulate.ts'
import { TEST_CONSOLE_PASSWORD } from '../test/support/secrets.ts'
import { startProcesses } from '../test/support/startProcesses.ts'
import { trainChampion } from './trainChampion.ts'

const PROGRESS_STEPS = 20

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '2000' },
    people: { type: 'string' },
    seed: { type: 'string', default: '1' },
    networks: { type: 'string' },
    train: { type: 'string', default: '0' },
    'train-seed': { type: 'string', default: '1001' },
  },
})
const whole = z.coerce.number().int().positive()
const options = z
  .object({
    requests: whole,
    people: whole.optional(),
    seed: whole,
    networks: z.string().optional(),
    train: z.coerce.number().int().nonnegative(),
    'train-seed': whole,
  })
  .parse(values)

function play(seed: number, requests: number, onSession?: (session: ScoredSession) => void) {
  return simulate({
    seed,
    requests,
    people: options.people ?? null,
    baseUrl: processes.url,
    consolePassword: TEST_CONSOLE_PASSWORD,
    relyingParties: DEMO_RELYING_PARTIES,
    onProgress(done, total, phase) {
      if (done % Math.ceil(total / PROGRESS_STEPS) === 0) console.error(`${phase} ${done}/${total}`)
    },
    ...(onSession === undefined ? {} : { onSession }),
  })
}

const services = await startTestServices((line) => console.error(line))
Object.assign(process.env, services.environment)
const processes = await startProcesses({
  LOG_LEVEL: 'warn',
  // Patience that a person needs and a benchmark does not.
  BLOCK_DELAY_MIN_MS: '100',
  BLOCK_DELAY_MAX_MS: '300',
  ...(options.networks === undefined ? {} : { NETWORK_LISTS_DIR: options.networks }),
})
try {
  const startedAt = Date.now()
  if (options.train > 0) {
    const sessions: ScoredSession[] = []
    await play(options['train-seed'], options.train, (session) => sessions.push(session))
    console.error(JSON.stringify(await trainChampion(processes, sessions)))
  }
  const report = await play(options.seed, options.requests)
  const seconds = Math.round((Date.now() - startedAt) / 1000)
  console.log(`seed ${options.seed}, ${seconds} s\n\n${toTable(report)}`)
  console.log(JSON.stringify(report))
  process.exitCode = report.notVerified > 0 || report.notTerminal > 0 ? 1 : 0
} finally {
  await processes.close()
  await services.stop()
}
