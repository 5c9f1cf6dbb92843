/** The friction of a warning, as it was stored with the decision. */
import { z } from 'zod'
import type { Friction } from '../../domain/sessions/decision.ts'

const frictionSchema = z.object({ secondStep: z.boolean(), waitSeconds: z.number(), codeChoice: z.boolean() })

export function parseFriction(stored: unknown): Friction | null {
  return stored === null || stored === undefined ? null : frictionSchema.parse(stored)
}
