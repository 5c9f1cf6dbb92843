/**
 * How long features, rules, models and score take for one session, without I/O; and what one real decision
 * costs on the wire, counted. The last line is JSON.
 *
 *   npm run bench:engine            everything
 *   npm run bench:engine -- --json  the last line alone
 */

import { loadavg } from 'node:os'
import { assess } from '../server/risk/assess.ts'
import type { RiskEngine } from '../server/risk/engine.ts'
import { FEATURES } from '../server/risk/features/registry.ts'
import { historyEventOf } from '../server/risk/historyEvent.ts'
import { PRESET } from '../server/risk/rules/preset.ts'
import type { Rule } from '../server/risk/rules/rule.ts'
import { loadRuleSet } from '../server/risk/rules/ruleSet.ts'
import { when } from '../server/risk/rules/when.ts'
import { DEFAULT_RISK_SETTINGS } from '../server/risk/settings.ts'
import { createMemoryHistory } from '../server/stores/history/memoryHistory.ts'
import { countCosts } from './countRoundTrips.ts'
import { liveAMonth, requestsOfNow } from './sessions.ts'
import { trainOnMadeUpMonth } from './trainedEnsemble.ts'

const WARM_UP = 5_000
/** Other programs interrupt this one; the quietest round tells what the engine itself takes. */
const ROUNDS = 20
const RUNS_A_ROUND = 1_000
const LEAST_RULES = 100

const jsonOnly = process.argv.includes('--json')
const print = (line: string) => {
  if (!jsonOnly) console.log(line)
}

/** The preset, and copies of its rules over other bounds until there are a hundred. */
const generated: Rule[] = Array.from(
  { length: Math.max(0, LEAST_RULES - PRESET.rules.length) },
  (_, index) => ({
    id: `generated${index}`,
    sentence: 'Made up for the benchmark.',
    pattern: 'context',
    condition: when(`initiatorPhoneKm > ${1000 + index} && subjectRequests24h >= ${index + 2}`),
    effect: { kind: 'weight', weight: 0.01 },
    reasonCode: `GENERATED_${index}`,
    scamType: 'unknown',
    state: 'live',
  }),
)
const ruleSet = loadRuleSet({ ...PRESET, rules: [...PRESET.rules, ...generated] })
const engine: RiskEngine = {
  ruleSet,
  champion: await trainOnMadeUpMonth(ruleSet),
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
const rounds = Array.from({ length: ROUNDS }, () =>
  Float64Array.from({ length: RUNS_A_ROUND }, (_, run) => assessOnce(run)).sort(),
)
const all = Float64Array.from(rounds.flatMap((round) => [...round])).sort()
const at = (sorted: Float64Array, share: number) =>
  Math.round((sorted[Math.floor(sorted.length * share)] ?? 0) * 10) / 10
const figures = {
  p50Us: at(all, 0.5),
  p99Us: Math.min(...rounds.map((round) => at(round, 0.99))),
  p99UsOfAllRounds: at(all, 0.99),
  loadAverage: loadavg()[0],
  features: Object.keys(FEATURES).length,
  rules: ruleSet.rules.length,
  generatedRules: generated.length,
  models:
    engine.champion?.members.map(({ scorer }) => `${scorer.kind} of ${scorer.features.length} features`) ??
    [],
}
print(
  `features ${figures.features}, rules ${figures.rules} (${generated.length} of them generated), ${ROUNDS} rounds of ${RUNS_A_ROUND}`,
)
print(
  `p50 ${figures.p50Us} µs; p99 ${figures.p99Us} µs in the quietest round, ${figures.p99UsOfAllRounds} µs in all`,
)

const { statements, ...costs } = await countCosts()
print('\nStatements of one decision on Postgres:')
for (const statement of statements) print(`  ${statement.replaceAll(/\s+/g, ' ').slice(0, 110)}`)
console.log(JSON.stringify({ ...figures, ...costs }))
