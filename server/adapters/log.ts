/** Structured logs. Identity codes, addresses and free text never enter them: log ids and codes. */

import { pino } from 'pino'
import type { Log } from '../flow/ports.ts'

export function createLog(level: string, name: string): Log {
  return pino({ level, name, base: { name }, formatters: { level: (label) => ({ level: label }) } })
}
