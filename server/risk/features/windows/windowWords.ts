/** How windows and events are called in the names and meanings of features. */
import type { HistoryEventKind, WindowName } from '../../../domain/sessions/history.ts'

export const SHORT = {
  m1: '1m',
  m10: '10m',
  h1: '1h',
  h24: '24h',
  d7: '7d',
  d28: '28d',
} as const satisfies Record<WindowName, string>

/** What a “time since” counts from. */
export const LAST_OF = {
  requested: { name: 'Request', what: 'the last request' },
  refused: { name: 'Refusal', what: 'the last refusal' },
  timedOut: { name: 'TimeOut', what: 'the last request that nobody answered' },
  wrongCode: { name: 'WrongCode', what: 'the last wrong verification code' },
  reported: { name: 'Report', what: 'the last report of “this was not me”' },
  completed: { name: 'Completion', what: 'the last completed session' },
  blocked: { name: 'Block', what: 'the last blocked request' },
  confirmedFraud: { name: 'Fraud', what: 'the last confirmed fraud' },
  confirmedGenuine: { name: 'Genuine', what: 'the last session confirmed as genuine' },
} as const satisfies Record<HistoryEventKind, { name: string; what: string }>
