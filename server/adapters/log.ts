/** Structured logs. Identity codes, addresses and free text never enter them: log ids and codes. */
import { pino } from 'pino'

export function createLog(level: string, name: string) {
  return pino({ level, name, base: { name }, formatters: { level: (label) => ({ level: label }) } })
}

export type Log = ReturnType<typeof createLog>
