import { useQueryClient } from '@tanstack/react-query'
import { useNotify } from 'react-admin'
import { MODELS_KEY } from '../api/modelsApi.ts'
import { announcer } from '../keyboard/announcer.ts'

/** Does something about models, says how it went, and has everything about them read again. */
export function useModelAction() {
  const notify = useNotify()
  const client = useQueryClient()
  const report = (words: string, type: 'success' | 'error') => {
    announcer.announce(words)
    notify(words, { type })
  }
  return async <Done>(work: () => Promise<Done>, words: (done: Done) => string): Promise<void> => {
    try {
      report(words(await work()), 'success')
    } catch (error) {
      report(error instanceof Error ? error.message : String(error), 'error')
    }
    await client.invalidateQueries({ queryKey: MODELS_KEY })
  }
}
