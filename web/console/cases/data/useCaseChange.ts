/** Changing a case: what was done is said, what was refused is told in words, and the page reads itself again. */
import { useQueryClient } from '@tanstack/react-query'
import { useNotify, useRefresh } from 'react-admin'
import { refusalOf } from '../../api/http.ts'
import { useFormatLocale } from '../../i18n/useFormatLocale.ts'
import { useText } from '../../i18n/useText.ts'
import { announcer } from '../../keyboard/announcer.ts'
import { dayAndTime } from '../../time/timeText.ts'

export type Changed<Answer> =
  | { isDone: true; answer: Answer }
  | { isDone: false; words: string; fields: Record<string, string> }

export function useCaseChange() {
  const text = useText()
  const locale = useFormatLocale()
  const notify = useNotify()
  const refresh = useRefresh()
  const client = useQueryClient()

  /** @param done what is said when it is done; null: nothing. */
  async function change<Answer>(work: () => Promise<Answer>, done: string | null): Promise<Changed<Answer>> {
    try {
      const answer = await work()
      if (done !== null) {
        announcer.announce(done)
        notify(done, { type: 'success' })
      }
      refresh()
      return { isDone: true, answer }
    } catch (error) {
      const { message, fields, conflict } = refusalOf(error)
      const words =
        conflict === null
          ? [message, ...Object.values(fields)].join(': ')
          : text('cases.conflict', {
              by: conflict.by ?? text('cases.service'),
              at: dayAndTime(new Date(conflict.at), locale),
            })
      announcer.announce(words)
      // What was seen is no longer so: before the next try, the reader sees what is.
      await client.invalidateQueries()
      return { isDone: false, words, fields }
    }
  }

  /** For a change without a dialog, in which a refusal could stand. */
  async function changeAtOnce<Answer>(work: () => Promise<Answer>, done: string | null): Promise<void> {
    const changed = await change(work, done)
    if (!changed.isDone) notify(changed.words, { type: 'warning', autoHideDuration: 10_000 })
  }

  return { change, changeAtOnce }
}
