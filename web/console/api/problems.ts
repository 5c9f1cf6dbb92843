/** What the API refused, as a form shows it: a sentence, and what is wrong by field. */
import { HttpError } from 'react-admin'
import { z } from 'zod'

const body = z.object({ errors: z.record(z.string(), z.string()) })

export type Problems = { message: string; byField: Record<string, string | undefined> }

export function problemsOf(error: unknown): Problems {
  const message = error instanceof Error ? error.message : String(error)
  const parsed = error instanceof HttpError ? body.safeParse(error.body) : null
  return { message, byField: parsed?.success === true ? parsed.data.errors : {} }
}
