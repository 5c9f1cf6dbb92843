import { z } from 'zod'
import { OUTCOMES, type Outcome } from '../../domain/sessions/decision.ts'
import { openEnum } from './closedSet.ts'

export const outcome = openEnum(OUTCOMES)
export type OpenOutcome = z.output<typeof outcome>

/** The same of each outcome, e.g. how many sessions. */
export function byOutcome<Of extends z.ZodType>(of: Of) {
  return z.object({ allow: of, warn: of, hold: of, block: of } satisfies Record<Outcome, Of>)
}
