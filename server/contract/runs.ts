/**
 * Runs of any kind (trainings, replays, exports) as the console API answers them; a kind's own members stand beside
 * these. People are names.
 */
import { z } from 'zod'
import { RUN_STATES, RUN_STEPS, type RunError } from '../domain/runs/run.ts'
import { openEnum, openUnion } from './forms/closedSet.ts'
import { count, time, uuid } from './forms/formats.ts'

/** A code and the numbers that its sentence names. */
const runError = openUnion(
  'code',
  z.discriminatedUnion('code', [
    z.object({ code: z.literal('notEnoughSessions'), sessions: count, needed: count }),
    z.object({ code: z.literal('noRows'), training: count, validation: count }),
    z.object({ code: z.literal('cannotRun') }),
    z.object({ code: z.literal('processEnded') }),
    z.object({ code: z.literal('internal') }),
  ]) satisfies z.ZodType<RunError>,
)

export const run = z.object({
  id: uuid,
  state: openEnum(RUN_STATES),
  /** How far it is: `done` of `total` in this step; null: not counted. */
  step: openEnum(RUN_STEPS),
  done: count,
  total: count.nullable(),
  /** Null but where it has failed. */
  error: runError.nullable(),
  /** Null: the schedule. */
  requestedBy: z.string().nullable(),
  /** How often a worker took it. */
  attempts: count,
  /** Whether whoever reads this may cancel it now. */
  mayCancel: z.boolean(),
  createdAt: time,
  startedAt: time.nullable(),
  finishedAt: time.nullable(),
})

export type Run = z.output<typeof run>
