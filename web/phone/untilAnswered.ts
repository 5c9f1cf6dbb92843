import { NoAnswerError } from './phoneError.ts'

const TRIES = 3

/** Calls again, with the very same, where no answer came. @throws NoAnswerError after three tries. */
export async function untilAnswered<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  for (let tried = 1; ; tried++) {
    try {
      return await call()
    } catch (error) {
      if (!(error instanceof NoAnswerError) || tried === TRIES) throw error
    }
  }
}
