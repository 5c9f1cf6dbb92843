/** What passes between a worker and the process that replays for it, and what is kept of it. Whoever reads, checks. */
import { z } from 'zod'
import { toId } from '../../domain/ids.ts'
import { OUTCOMES, STAGES } from '../../domain/sessions/decision.ts'
import { KNOWN_AS } from '../../domain/sessions/label.ts'
import { toInstant } from '../../domain/time.ts'
import type { ReplayReport } from '../../risk/replay/replayReport.ts'

const instant = z.int().transform(toInstant)
const interval = z.object({ low: z.number(), high: z.number() }).nullable()
const figure = z.object({ value: z.number(), interval })
const compared = z.object({ before: figure, after: figure, change: figure })
const share = z.object({ hits: z.int(), of: z.int(), interval })
const outcome = z.enum(OUTCOMES)
const counts = z.record(outcome, z.int())
const bins = z.record(outcome, z.array(z.int()))

export const replayReport = z.object({
  from: instant,
  to: instant,
  sessions: z.int(),
  decisions: z.int(),
  refused: z.array(z.object({ why: z.string(), decisions: z.int() })),
  identical: z.int(),
  different: z.record(z.string(), z.int()),
  changed: share,
  matrix: z.record(z.enum(STAGES), z.record(outcome, counts)),
  casesADay: compared,
  casesAnHour: z.number(),
  analystHoursADay: compared,
  analystLoad: compared.nullable(),
  peopleInterruptedADay: compared,
  fraud: z.object({ known: z.int(), before: share, after: share, newlyMissed: share, newlyCaught: share }),
  honest: z.object({ known: z.int(), before: share, after: share }),
  featuresNotStored: z.array(z.string()),
  notes: z.array(z.string()),
  curve: z.object({ sessions: z.record(z.enum(KNOWN_AS), bins), personDays: bins, days: z.int() }),
}) satisfies z.ZodType<ReplayReport>

/** From the worker, first and only once. */
export const replayOrder = z.object({
  databaseUrl: z.string(),
  replayId: z.string().transform(toId<'replay'>),
})

/** From the process: how far it is, again and again, then how it ended. */
export const replayMessage = z.union([
  z.object({ progress: z.object({ done: z.int(), total: z.int().nullable() }) }),
  z.object({ report: replayReport }),
  z.object({ error: z.object({ code: z.literal('cannotRun') }) }),
])
export type ReplayOutcome = Exclude<z.output<typeof replayMessage>, { progress: unknown }>
