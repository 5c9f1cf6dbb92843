/**
 * Plays traffic against a running service in test mode and prints the figures; the last line is JSON.
 * Ends with 1 where a signed result does not verify or a session did not end.
 *
 *   npm run simulate -- --requests 2000 --url http://127.0.0.1:8080
 *
 * The console's password comes from CONSOLE_PASSWORD.
 */
import { appendFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { DEMO_RELYING_PARTIES } from '../../prisma/demoRelyingParties.ts'
import { deliveryOf, releaseOf, type ScoredSession, wasStopped } from './report/scoredSession.ts'
import { toTable } from './report/table.ts'
import { DEFAULT_OPTIONS, type Phase, simulate } from './simulate.ts'

const DEFAULT_REQUESTS = 200
/** A seed plays once on a database: its people would open second accounts. */
const DEFAULT_SEED = Date.now() % 1_000_000_000

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: String(DEFAULT_REQUESTS) },
    people: { type: 'string' },
    seed: { type: 'string', default: String(DEFAULT_SEED) },
    url: { type: 'string', default: 'http://127.0.0.1:8080' },
    'history-days': { type: 'string', default: String(DEFAULT_OPTIONS.historyDays) },
    'campaign-share': { type: 'string', default: String(DEFAULT_OPTIONS.campaignShare) },
    'key-bits': { type: 'string', default: String(DEFAULT_OPTIONS.keyBits) },
    concurrency: { type: 'string', default: String(DEFAULT_OPTIONS.concurrency) },
    'relying-party-address': { type: 'string', default: '127.0.0.1' },
    details: { type: 'string' },
  },
})

const whole = z.coerce.number().int().positive()
const options = z
  .object({
    requests: whole,
    people: whole.optional(),
    seed: z.coerce.number().int(),
    url: z.url().transform((url) => url.replace(/\/+$/, '')),
    'history-days': whole,
    'campaign-share': z.coerce.number().min(0).max(1),
    'key-bits': z.coerce.number().pipe(z.union([z.literal(2048), z.literal(3072)])),
    concurrency: whole,
    'relying-party-address': z.string(),
    details: z.string().optional(),
  })
  .parse(values)

const password = process.env['CONSOLE_PASSWORD']
if (password === undefined || password === '') {
  console.error('CONSOLE_PASSWORD is missing: the password of the console users analyst and registrar')
  process.exit(2)
}

const report = await simulate({
  seed: options.seed,
  people: options.people ?? null,
  requests: options.requests,
  historyDays: options['history-days'],
  campaignShare: options['campaign-share'],
  baseUrl: options.url,
  consolePassword: password,
  relyingParties: DEMO_RELYING_PARTIES,
  relyingPartyAddress: options['relying-party-address'],
  keyBits: options['key-bits'],
  concurrency: options.concurrency,
  onProgress: showProgress,
  onSession: (session) => writeDetails(options.details, session),
})
console.log(`seed ${options.seed}\n\n${toTable(report)}`)
console.log(JSON.stringify(report))
process.exit(report.notVerified > 0 || report.notTerminal > 0 ? 1 : 0)

function showProgress(done: number, total: number, phase: Phase): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${phase} ${done}/${total}   `)
  else if (done === total || done % Math.ceil(total / 10) === 0)
    process.stderr.write(`${phase} ${done}/${total}\n`)
}

/** One line of JSON a request: what it truly was, and what the service made of it. */
function writeDetails(file: string | undefined, session: ScoredSession): void {
  if (file === undefined) return
  const { planned, endResult } = session.played
  const { truth, operation, flow, relyingParty } = planned
  const line = {
    ...truth,
    operation,
    flow,
    trade: relyingParty.trade,
    endResult,
    stopped: wasStopped(session),
    delivery: deliveryOf(session),
    release: releaseOf(session),
  }
  appendFileSync(file, `${JSON.stringify(line)}\n`)
}
