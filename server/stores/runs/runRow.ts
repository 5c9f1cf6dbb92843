/** Rows of `runs` as the domain has them. */
import { z } from 'zod'
import { toId } from '../../domain/ids.ts'
import {
  type RUN_OBJECTS,
  RUN_STEPS,
  type Run,
  type RunError,
  type RunKind,
  type RunRequests,
  type RunResults,
} from '../../domain/runs/run.ts'
import { fromDate, fromDateOrNull } from '../../domain/time.ts'
import type { RunModel } from '../database/generated/models.ts'
import { exportOrder } from '../exports/exportOrder.ts'
import { trainingOptions } from '../models/trainingOptions.ts'
import { replayRequest } from '../replays/replayRequest.ts'

const step = z.enum(RUN_STEPS)

const runError = z.discriminatedUnion('code', [
  z.object({ code: z.literal('notEnoughSessions'), sessions: z.int(), needed: z.int() }),
  z.object({ code: z.literal('noRows'), training: z.int(), validation: z.int() }),
  z.object({ code: z.literal('cannotRun') }),
  z.object({ code: z.literal('processEnded') }),
  z.object({ code: z.literal('internal') }),
]) satisfies z.ZodType<RunError>

const REQUESTS: { [Kind in RunKind]: z.ZodType<RunRequests[Kind]> } = {
  training: trainingOptions,
  replay: replayRequest,
  export: exportOrder,
}

const RESULTS: { [Kind in RunKind]: z.ZodType<RunResults[Kind]> } = {
  training: z.object({ modelId: z.string().transform(toId<'model'>), backend: z.string() }),
  replay: z.object({ sessions: z.int(), decisions: z.int(), changed: z.int() }),
  export: z.object({ file: z.string(), rows: z.int() }),
}

/** @throws ZodError where the row holds what no run of this kind does. */
export function toRun<Kind extends RunKind>(kind: Kind, row: RunModel): Run<Kind> {
  return {
    id: toId<(typeof RUN_OBJECTS)[Kind]>(row.id),
    kind,
    state: row.state,
    step: step.parse(row.step),
    done: row.done,
    total: row.total,
    error: runError.nullable().parse(row.error),
    request: REQUESTS[kind].parse(row.request),
    result: row.result === null ? null : RESULTS[kind].parse(row.result),
    requestedBy: row.requestedBy === null ? null : toId<'consoleUser'>(row.requestedBy),
    attempts: row.attempts,
    createdAt: fromDate(row.createdAt),
    startedAt: fromDateOrNull(row.startedAt),
    finishedAt: fromDateOrNull(row.finishedAt),
  }
}
