import { useQueryClient } from '@tanstack/react-query'
import { useNotify } from 'react-admin'
import { MODELS_KEY } from '../api/modelsApi.ts'
import { announcer } from '../keyboard/announcer.ts'

/** Does something about models, says how it went, and has everything about them read again. */
export function useModelDeed() {
  const notify = useNotify()
  const client = useQueryClient()
  const say = (words: string, type: 'success' | 'error') => {
    announcer.say(words)
    notify(words, { type })
  }
  return async <Done>(work: () => Promise<Done>, words: (done: Done) => string): Promise<void> => {
    try {
      say(words(await work()), 'success')
    } catch (error) {
      say(error instanceof Error ? error.message : String(error), 'error')
    }
    await client.invalidateQueries({ queryKey: MODELS_KEY })
  }
}
