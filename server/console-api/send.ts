import type { Response } from 'express'
import type { z } from 'zod'

/** Sends an answer of the contract. It was made here and is not parsed: what the schema does not allow does not compile. */
export function send<Schema extends z.ZodType>(
  response: Response,
  _schema: Schema,
  answer: NoInfer<z.output<Schema>>,
): void {
  response.json(answer)
}
