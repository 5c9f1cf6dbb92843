import { parseArgs } from 'node:util'
import { z } from 'zod'
import { fromDate, type Instant } from '../../server/domain/time.ts'

export type ReplayOptions = {
  from: Instant
  to: Instant
  rulesFile: string | null
  model: string | null
  thresholds: { warnAt?: number; holdAt?: number; blockAt?: number }
  casesAnHour: number
  json: boolean
}

export const USAGE = `npm run replay -- --from 2026-11-01 --to 2026-11-15
  --from, --to      period by event time, ISO 8601 (a date means its beginning, UTC); --to is not included
  --rules FILE      a rule set as JSON, { "prior": log-odds, "rules": [...] }, in place of the one that decided
  --model ID        a model's version in place of the one that decided; "none" for rules alone
  --thresholds warn=0.5,hold=0.85,block=0.975   any of them
  --pace 40         cases that an analyst closes in an hour
  --json            the figures as one line of JSON`

/** What is wrong with the command line: its option, and what would be right. */
export class WrongOption extends Error {
  constructor(option: string, wanted: string) {
    super(`--${option}: ${wanted}\n\n${USAGE}`)
  }
}

const NAMES = { warn: 'warnAt', hold: 'holdAt', block: 'blockAt' } as const

/** @throws WrongOption that names the first option that is wrong. */
export function readOptions(args: readonly string[]): ReplayOptions {
  const values = parse(args)
  const [from, to] = [readTime('from', values.from), readTime('to', values.to)]
  if (to <= from) throw new WrongOption('to', 'must lie after --from')
  return {
    from,
    to,
    rulesFile: values.rules ?? null,
    model: values.model ?? null,
    thresholds: values.thresholds === undefined ? {} : readThresholds(values.thresholds),
    casesAnHour: readPace(values.pace),
    json: values.json,
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        from: { type: 'string' },
        to: { type: 'string' },
        rules: { type: 'string' },
        model: { type: 'string' },
        thresholds: { type: 'string' },
        pace: { type: 'string', default: '40' },
        json: { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : 'wrong options'}\n\n${USAGE}`)
  }
}

const time = z.union([z.iso.date(), z.iso.datetime({ offset: true })])

function readTime(option: 'from' | 'to', text: string | undefined): Instant {
  const parsed = time.safeParse(text)
  if (!parsed.success)
    throw new WrongOption(option, 'must be a time such as 2026-11-01 or 2026-11-01T12:00:00Z')
  return fromDate(new Date(parsed.data))
}

function readThresholds(text: string): ReplayOptions['thresholds'] {
  const thresholds: ReplayOptions['thresholds'] = {}
  for (const part of text.split(',')) {
    const [name, value] = part.split('=')
    const share = z.coerce
      .number()
      .min(0)
      .max(1)
      .safeParse(value === '' ? undefined : value)
    const known = z.enum(['warn', 'hold', 'block']).safeParse(name)
    if (!known.success || !share.success) {
      throw new WrongOption('thresholds', `${part} must be warn=, hold= or block= and a score from 0 to 1`)
    }
    thresholds[NAMES[known.data]] = share.data
  }
  return thresholds
}

function readPace(text: string): number {
  const pace = z.coerce.number().positive().safeParse(text)
  if (!pace.success) throw new WrongOption('pace', 'must be cases an hour, above 0')
  return pace.data
}
