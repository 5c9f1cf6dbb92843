/** The words after `npm run quickstart --`. */
import { parseArgs } from 'node:util'

export type QuickstartOptions = { requests: number; seed: number; exit: boolean }

export class WrongOption extends Error {}

const DEFAULT_REQUESTS = 200
const DEFAULT_SEED = 20_261_124

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
      seed: wholeNumber('--seed', values.seed, DEFAULT_SEED),
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
