/** One colour an outcome, in both themes. */
import type { Outcome } from '../../../server/domain/sessions/decision.ts'

export const OUTCOME_COLOR = {
  allow: 'success',
  warn: 'warning',
  hold: 'info',
  block: 'error',
} as const satisfies Record<Outcome, 'success' | 'warning' | 'info' | 'error'>
