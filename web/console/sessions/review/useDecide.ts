import { useNotify } from 'react-admin'
import type { Reviewed } from '../../../../server/contract/queue.ts'
import type { ReviewAction } from '../../../../server/domain/sessions/review.ts'
import { reviewSession, reviewSessions } from '../../api/queueApi.ts'
import { useText } from '../../i18n/useText.ts'
import { announcer } from '../../keyboard/announcer.ts'
import { undoable } from './undoable.ts'

type Decided = { ids: string[]; undoUntil: Reviewed['undoUntil']; problems: string[] }

/** Decides one session or several, says how it went, and offers to undo what may be undone. */
export function useDecide() {
  const text = useText()
  const notify = useNotify()

  /** @returns whether any of them was decided. */
  return async (ids: readonly string[], action: ReviewAction, comment: string): Promise<boolean> => {
    const { ids: done, undoUntil, problems } = await decide(ids, action, comment)
    if (done.length > 0) {
      const words = text(`review.done.${action}`, { smart_count: done.length })
      announcer.announce(words)
      if (undoUntil === null) notify(words, { type: 'success' })
      else undoable.offer({ ids: done, until: undoUntil, words })
    }
    if (problems.length > 0) {
      const words = [...new Set(problems)].join(' ')
      announcer.announce(words)
      notify(words, { type: 'error' })
    }
    return done.length > 0
  }
}

async function decide(ids: readonly string[], action: ReviewAction, comment: string): Promise<Decided> {
  const [only, ...others] = ids
  try {
    if (only !== undefined && others.length === 0) {
      const { undoUntil } = await reviewSession(only, action, comment)
      return { ids: [only], undoUntil, problems: [] }
    }
    const results = await reviewSessions(ids, action, comment)
    const done = results.flatMap((result) => (result.result === 'done' ? [result] : []))
    return {
      ids: done.map(({ id }) => id),
      // What takes effect first ends the undoing of all: half an undo would be none.
      undoUntil: done.map(({ undoUntil }) => undoUntil).sort()[0] ?? null,
      problems: results.flatMap((result) => (result.result === 'refused' ? [result.message] : [])),
    }
  } catch (error) {
    return { ids: [], undoUntil: null, problems: [error instanceof Error ? error.message : String(error)] }
  }
}
