/** How windows are called in the names and meanings of features. */
import type { WindowName } from '../../domain/history.ts'

export const SHORT = {
  m1: '1m',
  m10: '10m',
  h1: '1h',
  h24: '24h',
  d7: '7d',
  d28: '28d',
} as const satisfies Record<WindowName, string>
