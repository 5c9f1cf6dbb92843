/** The words after `npm run bench:detection --`. */
import { parseArgs } from 'node:util'
import { toDay } from './transactions.ts'

export type DetectionOptions = {
  data: string
  /** Whole days since the first day of the data. */
  firstTrainDay: number
  folds: number
  /** Days of windows before the first row that is used. */
  historyDays: number
  /** Training weeks of the longer span reported beside the headline; 1 leaves it out. */
  longWeeks: number
  json: boolean
}

const USAGE =
  'Usage: npm run bench:detection -- --data FILE [--first-train 2018-07-11] [--folds 4] [--history-days 56] [--long-weeks 1] [--json]'

export class WrongOption extends Error {}

/** @throws WrongOption with what would be right. */
export function parseOptions(words: readonly string[]): DetectionOptions {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        data: { type: 'string' },
        'first-train': { type: 'string', default: '2018-07-11' },
        folds: { type: 'string', default: '4' },
        'history-days': { type: 'string', default: '56' },
        'long-weeks': { type: 'string', default: '1' },
        json: { type: 'boolean', default: false },
      },
    })
    if (values.data === undefined) {
      throw new WrongOption('--data must name the file of transactions (.csv or .csv.gz)')
    }
    return {
      data: values.data,
      firstTrainDay: toDay(values['first-train']),
      folds: wholeNumber('--folds', values.folds, 1, 52),
      historyDays: wholeNumber('--history-days', values['history-days'], 0, 1000),
      longWeeks: wholeNumber('--long-weeks', values['long-weeks'], 1, 20),
      json: values.json,
    }
  } catch (error) {
    throw new WrongOption(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
  }
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const number = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN
  if (number >= least && number <= most) return number
  throw new WrongOption(`${name} must be a whole number from ${least} to ${most}, not "${text}"`)
}
