/** What is answered instead, where a request is refused. */
import { z } from 'zod'
import { ERROR_CODES } from '../domain/errorCode.ts'
import { openEnum } from './forms/closedSet.ts'
import { time } from './forms/formats.ts'

/** Who was first, and when, where two people changed the same. `by` null: the service itself. */
export const conflict = z.object({
  by: z.string().nullable(),
  at: time,
  version: z.int().exactOptional(),
})

export const fieldProblem = z.object({
  /** Its path, e.g. `exceptions.0.disposition`. */
  field: z.string(),
  message: z.string(),
  /** Where the field is a rule's condition: the place in its text, from `start` to before `end`. */
  ruleId: z.string().exactOptional(),
  start: z.int().exactOptional(),
  end: z.int().exactOptional(),
})

export const problem = z.object({
  code: openEnum(ERROR_CODES),
  /** A sentence for whoever sent the request. */
  message: z.string(),
  fields: z.array(fieldProblem).exactOptional(),
  conflict: conflict.exactOptional(),
})

export type Conflict = z.output<typeof conflict>
export type Problem = z.output<typeof problem>
