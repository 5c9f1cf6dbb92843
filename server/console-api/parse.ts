/** Parses what the console sends; every problem is named by its field. */
import type { z } from 'zod'
import { AppError } from '../errors.ts'

/** @throws AppError badRequest that lists every field that is wrong. */
export function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new AppError('badRequest', 'The request is not understood', {
    fields: parsed.error.issues.map((issue) => ({
      field: issue.path.map(String).join('.'),
      message: issue.message,
    })),
  })
}
