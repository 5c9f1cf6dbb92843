import { useState } from 'react'
import { useCaseChange } from './useCaseChange.ts'

/** Sends a dialog's change once, and keeps what was refused beside what was typed. */
export function useCaseForm(onDone: () => void) {
  const { change } = useCaseChange()
  const [isBusy, setIsBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  /** @returns the answer; null where it was refused. */
  async function send<Answer>(work: () => Promise<Answer>, done: string): Promise<Answer | null> {
    setIsBusy(true)
    setProblem(null)
    const changed = await change(work, done)
    setIsBusy(false)
    if (!changed.isDone) {
      setProblem(changed.words)
      return null
    }
    onDone()
    return changed.answer
  }
  return { isBusy, problem, setProblem, send }
}
