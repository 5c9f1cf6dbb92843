import Button from '@mui/material/Button'
import { useQueryClient } from '@tanstack/react-query'
import { useCloseNotification, useNotify } from 'react-admin'
import type { ListEntry } from '../../../server/contract/lists.ts'
import { LISTS_KEY } from '../api/listsApi.ts'
import { useText } from '../i18n/useText.ts'
import { announcer } from '../keyboard/announcer.ts'
import { removals, UNDO_MS } from './removals.ts'

/** Takes an entry out of the list at once, and off the server when nobody may undo it any more. */
export function useRemoveEntry() {
  const text = useText()
  const notify = useNotify()
  const client = useQueryClient()
  return (entry: Pick<ListEntry, 'id' | 'reason'>) => {
    const words = text('lists.removed', { reason: entry.reason })
    announcer.announce(words)
    removals.begin(entry.id, (error) => {
      if (error !== null) notify(error instanceof Error ? error.message : String(error), { type: 'error' })
      void client.invalidateQueries({ queryKey: LISTS_KEY })
    })
    notify(<UndoRemoval id={entry.id} words={words} />, { autoHideDuration: UNDO_MS })
  }
}

const UndoRemoval = ({ id, words }: { id: string; words: string }) => {
  const text = useText()
  const notify = useNotify()
  const close = useCloseNotification()
  const undo = () => {
    const isBack = removals.undo(id)
    close()
    const result = text(isBack ? 'lists.undone' : 'lists.undoneTooLate')
    announcer.announce(result)
    notify(result, { type: isBack ? 'info' : 'error' })
  }
  return (
    <span>
      {words}{' '}
      <Button size="small" color="inherit" variant="outlined" onClick={undo}>
        {text('undo.undo')}
      </Button>
    </span>
  )
}
