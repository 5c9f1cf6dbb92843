/**
 * How long features, rules and score take for one session, without I/O; and how many round trips to Redis a
 * decision makes, counted. `tsx bench/engine.ts`; the last line is JSON. REDIS_URL adds the count.
 */
import { Redis } from 'ioredis'
import { assess } from '../server/risk/assess.ts'
import { FEATURES } from '../server/risk/features/registry.ts'
import { historyEventOf } from '../server/risk/historyEvent.ts'
import { PRESET } from '../server/risk/rules/preset.ts'
import { loadRuleSet } from '../server/risk/rules/ruleSet.ts'
import { DEFAULT_RISK_SETTINGS } from '../server/risk/settings.ts'
import { createMemoryHistory } from '../server/stores/history/memoryHistory.ts'
import { createRedisHistory } from '../server/stores/history/redisHistory.ts'
import { liveAMonth, requestsOfNow, sessionOf } from './sessions.ts'

const WARM_UP = 2_000
const RUNS = 10_000

const ruleSet = loadRuleSet(PRESET)
const engine = {
  ruleSet,
  champion: null,
  challengers: [],
  suppressions: [],
  settings: DEFAULT_RISK_SETTINGS,
}
const facts = requestsOfNow()
const history = createMemoryHistory()
await liveAMonth(history)
const answers = await Promise.all(facts.map((one) => history.read(historyEventOf('requested', one))))

function assessOnce(run: number): number {
  const index = run % facts.length
  const [one, answer] = [facts[index], answers[index]]
  if (one === undefined || answer === undefined) throw new Error('unreachable')
  const start = process.hrtime.bigint()
  assess(one, answer, engine)
  return Number(process.hrtime.bigint() - start) / 1_000
}

for (let run = 0; run < WARM_UP; run++) assessOnce(run)
const took = Array.from({ length: RUNS }, (_, run) => assessOnce(run)).sort((a, b) => a - b)
const quantile = (share: number) => Math.round((took[Math.floor(took.length * share)] ?? 0) * 10) / 10

/** Pipelines that leave for Redis while one decision reads and counts. */
async function countRoundTrips(): Promise<number | null> {
  const url = process.env['REDIS_URL']
  if (url === undefined) return null
  const redis = new Redis(url, { enableAutoPipelining: true })
  const store = createRedisHistory(redis, `bench-${process.pid}`, { warn: console.error })
  await store.rebuild([])
  await store.readThenCount(historyEventOf('requested', sessionOf()))
  const socket = redis.stream
  let writes = 0
  const write = socket.write.bind(socket)
  Object.defineProperty(socket, 'write', {
    writable: true,
    value: (...given: Parameters<typeof write>) => {
      writes += 1
      return write(...given)
    },
  })
  await store.readThenCount(historyEventOf('requested', sessionOf()))
  const counted = writes
  await redis.quit()
  return counted
}

const redisRoundTrips = await countRoundTrips()
console.log(`features ${Object.keys(FEATURES).length}, rules ${ruleSet.rules.length}, runs ${RUNS}`)
console.log(`p50 ${quantile(0.5)} µs, p99 ${quantile(0.99)} µs`)
console.log(
  JSON.stringify({
    p50Us: quantile(0.5),
    p99Us: quantile(0.99),
    features: Object.keys(FEATURES).length,
    rules: ruleSet.rules.length,
    redisRoundTrips,
  }),
)
