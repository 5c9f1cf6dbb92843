/**
 * countHits: what a condition would have hit, while it is typed. Somebody waits for it, so it looks at the newest
 * sessions for as long as it may, and says how many those were.
 */
import type { HitsQuestion, RuleHits } from '../../domain/ruleHits.ts'
import { type Clock, DAY_MS, type Instant, toInstant } from '../../domain/time.ts'
import { AppError } from '../../errors.ts'
import { compileRules } from '../../risk/rules/compileRules.ts'
import type { CompiledRule } from '../../risk/rules/rule.ts'
import type { RuleHitReads, SessionVectors } from './ports.ts'

/** With the batch that is under way, an answer comes within half a second. */
const WITHIN_MS = 400
/** The first read is small, so that a machine that is busy answers something too. */
const FIRST_READ = 100
const LARGEST_READ = 1_000
/** More would say little more. */
const SESSIONS_AT_MOST = 100_000
const EXAMPLES = 5

export type CountHitsDependencies = { clock: Clock; ruleHits: RuleHitReads }
export type HitLimits = { withinMs: number; firstRead: number; sessionsAtMost: number }

const LIMITS: HitLimits = {
  withinMs: WITHIN_MS,
  firstRead: FIRST_READ,
  sessionsAtMost: SESSIONS_AT_MOST,
}

/** @throws AppError badRequest that points at the place in the condition. */
export async function countHits(
  deps: CountHitsDependencies,
  question: HitsQuestion,
  { withinMs, firstRead, sessionsAtMost }: HitLimits = LIMITS,
): Promise<RuleHits> {
  const rule = compile(question.condition)
  const { from, to, stage } = question
  const endsAt = deps.clock.now() + withinMs
  const tally = createTally(rule)
  let before: SessionVectors['id'] | null = null
  let wanted = firstRead
  while (tally.sessions() < sessionsAtMost) {
    const beganAt = deps.clock.now()
    const leftMs = endsAt - beganAt
    if (leftMs <= 0) break
    const limit = Math.min(wanted, sessionsAtMost - tally.sessions())
    const batch: SessionVectors[] | null = await deps.ruleHits.batch({
      from,
      to,
      stage,
      features: rule.reads,
      before,
      limit,
      withinMs: leftMs,
    })
    if (batch === null) break
    const hits = tally.add(batch)
    tally.label(await deps.ruleHits.labels(hits))
    if (batch.length < limit) return tally.told({ sampled: false })
    before = batch.at(-1)?.id ?? null
    wanted = nextRead(firstRead, limit, deps.clock.now() - beganAt, leftMs)
  }
  return tally.told({ sampled: true })
}

/** As many as take about a quarter of the time that is left: what is under way at the end is given up. */
function nextRead(fewest: number, last: number, tookMs: number, leftMs: number): number {
  const fitting = Math.floor((last * (leftMs - tookMs)) / (4 * Math.max(1, tookMs)))
  return Math.min(Math.max(fewest, fitting), LARGEST_READ)
}

function createTally(rule: CompiledRule) {
  const days = new Map<number, { sessions: number; hits: number }>()
  const people = new Set<string>()
  const known = { fraud: 0, genuine: 0 }
  const examples: RuleHits['examples'] = []
  let [sessions, hits, withoutFeatures] = [0, 0, 0]
  let oldest: Instant | null = null

  function addOne(session: SessionVectors): boolean {
    const whole = session.vectors.filter((vector) => rule.reads.every((name) => name in vector))
    const isHit = whole.some((vector) => rule.holds(vector))
    const number = Math.floor(session.occurredAt / DAY_MS)
    const day = days.get(number) ?? { sessions: 0, hits: 0 }
    days.set(number, { sessions: day.sessions + 1, hits: day.hits + (isHit ? 1 : 0) })
    sessions += 1
    if (whole.length === 0) withoutFeatures += 1
    if (oldest === null || session.occurredAt < oldest) oldest = session.occurredAt
    if (!isHit) return false
    hits += 1
    if (session.subjectId !== null) people.add(session.subjectId)
    if (examples.length < EXAMPLES) examples.push(session.id)
    return true
  }

  return {
    sessions: () => sessions,

    /** @returns the hits among them. */
    add(batch: readonly SessionVectors[]): SessionVectors['id'][] {
      return batch.filter(addOne).map(({ id }) => id)
    },

    label(labels: ReadonlyMap<string, boolean>): void {
      for (const fraud of labels.values()) known[fraud ? 'fraud' : 'genuine'] += 1
    },

    told({ sampled }: { sampled: boolean }): RuleHits {
      return {
        lookedAt: { sessions, sampled, from: oldest },
        withoutFeatures,
        hits,
        people: people.size,
        known: { ...known, unknown: hits - known.fraud - known.genuine },
        days: [...days]
          .sort(([a], [b]) => a - b)
          .map(([number, counts]) => ({ day: toInstant(number * DAY_MS), ...counts })),
        examples,
        reads: rule.reads,
      }
    },
  }
}

function compile(condition: string): CompiledRule {
  const draft = {
    id: 'draft',
    sentence: '',
    pattern: 'context',
    condition,
    effect: { kind: 'weight', weight: 0 },
    reasonCode: '',
    scamType: 'unknown',
    state: 'live',
  } as const
  const compiled = compileRules({ prior: 0, rules: [draft] })
  const [rule] = compiled.ok ? compiled.ruleSet.rules : []
  if (rule !== undefined) return rule
  throw new AppError('badRequest', 'This condition cannot run', {
    fields: (compiled.ok ? [] : compiled.problems).map(({ message, start, end }) => ({
      field: 'condition',
      message,
      ...(start !== null && end !== null && { start, end }),
    })),
  })
}
