/** The options of a training as its run keeps them. */
import { z } from 'zod'
import type { TrainingOptions } from '../../domain/model.ts'
import { toInstant } from '../../domain/time.ts'

const instant = z.int().transform(toInstant)

export const trainingOptions = z.object({
  from: instant,
  to: instant,
  labelDelayDays: z.number(),
  validationDays: z.number(),
  unlabelledShare: z.number(),
  minFrauds: z.int(),
}) satisfies z.ZodType<TrainingOptions>
