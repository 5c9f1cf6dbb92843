/**
 * How long the console's pages take over a month of sessions, over real HTTP, and how fast a held session appears.
 * The database is filled once and kept (bench/console/database.ts). The last line is JSON.
 *
 *   npm run bench:console                                           a million sessions, 50,000 cases
 *   npm run bench:console -- --json                                 the last line alone
 *   npm run bench:console -- --sessions 20000 [--cases 1000] [--times 40]
 */
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { ConsoleClient } from '../scripts/consoleClient.ts'
import { TEST_CONSOLE_PASSWORD } from '../test/support/secrets.ts'
import { openFilled } from './console/database.ts'
import { buildConsole } from './console/firstLoad.ts'
import { measureLive } from './console/live.ts'
import { at, type Measured, measure, type Page } from './console/measure.ts'
import { dashboardPage, listPages, queuePages, sessionPage, untilCounted } from './console/pages.ts'
import { startOver } from './console/service.ts'

const HELD_SESSIONS = 24
const CASES_A_SESSION = 1 / 20

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    sessions: { type: 'string', default: '1000000' },
    cases: { type: 'string' },
    times: { type: 'string', default: '40' },
  },
})
const whole = z.coerce.number().int().positive()
const options = z
  .object({ sessions: whole, cases: whole.optional(), times: whole })
  .parse({ sessions: values.sessions, cases: values.cases, times: values.times })
const size = {
  sessions: options.sessions,
  cases: options.cases ?? Math.round(options.sessions * CASES_A_SESSION),
}
const print = (line: string) => {
  if (!values.json) console.log(line)
}
/** What takes minutes tells how far it is, apart from the result. */
const progress = (line: string) => console.error(line)

const opened: (() => Promise<void>)[] = []
try {
  const built = await buildConsole()
  opened.push(built.remove)
  const filled = await openFilled(size, progress)
  opened.push(filled.stop)
  const service = await startOver(filled, built.webDir)
  opened.push(service.close)
  const client = await ConsoleClient.signIn(service.url, 'senior', TEST_CONSOLE_PASSWORD)
  async function measureAll(pages: readonly Page[]): Promise<Measured[]> {
    const measured: Measured[] = []
    for (const page of pages) {
      const one = await measure(client, page, Math.max(options.times, page.views.length))
      print(`${one.name.padEnd(34)} p50 ${one.p50Ms} ms, p95 ${one.p95Ms} ms, max ${one.maxMs} ms`)
      measured.push(one)
    }
    return measured
  }
  // The workers count the whole past of a database that was just filled: no other run of theirs does.
  progress('waiting until the hours of the dashboard are counted')
  const countSeconds = await untilCounted(client)
  const queue = await measureAll(await queuePages(client))
  const lists = await measureAll(await listPages(client))
  const [session] = await measureAll([await sessionPage(client)])
  const [dashboard] = await measureAll([dashboardPage()])
  const live = await measureLive(service, client, filled.url, HELD_SESSIONS)
  const liveMs = { median: at(live.tookMs, 0.5), max: at(live.tookMs, 1), sessions: live.tookMs.length }
  print(
    `a held session in the open queue: median ${liveMs.median} ms, max ${liveMs.max} ms, of ${liveMs.sessions}`,
  )
  print(`first load ${built.firstLoadKb.toFixed(1)} kB compressed`)
  const slowest = (pages: readonly Measured[]) => Math.max(...pages.map(({ p95Ms }) => p95Ms))
  const byPage = Object.fromEntries(
    [...queue, ...lists, session, dashboard].flatMap((one) =>
      one === undefined ? [] : [[one.name, one.p95Ms]],
    ),
  )
  console.log(
    JSON.stringify({
      sessions: size.sessions,
      queueP95Ms: slowest(queue),
      sessionP95Ms: session?.p95Ms,
      dashboardP95Ms: dashboard?.p95Ms,
      firstLoadKb: Math.round(built.firstLoadKb * 10) / 10,
      liveMs,
      cases: size.cases,
      listP95Ms: slowest(lists),
      fillSeconds: filled.fillSeconds,
      countSeconds,
      p95MsByPage: byPage,
      loadAverage: loadavg()[0],
    }),
  )
} finally {
  for (const close of opened.toReversed()) await close()
}
