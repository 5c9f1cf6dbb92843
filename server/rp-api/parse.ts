/** Parses what a relying party sends; every problem is named by its field. */
import type { z } from 'zod'
import { AppError } from '../errors.ts'

export const INVALID = 'Invalid request parameters found'

/**
 * Parses a JSON body. Members that are null count as absent, for many clients send them so.
 * @throws AppError badRequest that lists every field that is wrong.
 */
export function parseBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  return parse(schema, withoutNulls(body), 'body')
}

/** One value of a path or query. @throws AppError badRequest. */
export function parseField<Schema extends z.ZodType>(
  schema: Schema,
  field: string,
  value: unknown,
): z.output<Schema> {
  return parse(schema, value, field)
}

function parse<Schema extends z.ZodType>(schema: Schema, value: unknown, root: string): z.output<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new AppError('badRequest', INVALID, {
    fields: parsed.error.issues.map(({ path, message }) => ({
      field: path.map(String).join('.') || root,
      message,
    })),
  })
}

function withoutNulls(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null))
}
