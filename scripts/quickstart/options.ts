/** The words after `npm run quickstart --`. */
import { parseArgs } from 'node:util'

export type QuickstartOptions = { requests: number; seed: number; exit: boolean }

export class WrongOption extends Error {}

const DEFAULT_REQUESTS = 200
/** A seed names its people: played twice over the same data, everybody would get a second account. */
const newSeed = () => Date.now() % 1_000_000_000

/** @throws WrongOption with what would be right. */
export function parseOptions(words: readonly string[]): QuickstartOptions {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        requests: { type: 'string' },
        seed: { type: 'string' },
        exit: { type: 'boolean', default: false },
      },
    })
    return {
      requests: wholeNumber('--requests', values.requests, DEFAULT_REQUESTS),
      seed: wholeNumber('--seed', values.seed, newSeed()),
      exit: values.exit,
    }
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error)
    throw new WrongOption(`${what}\nUsage: npm run quickstart -- [--requests 200] [--seed 1] [--exit]`)
  }
}

function wholeNumber(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise
  if (!/^\d{1,9}$/.test(text)) throw new WrongOption(`${name} must be a whole number, not "${text}"`)
  return Number(text)
}
