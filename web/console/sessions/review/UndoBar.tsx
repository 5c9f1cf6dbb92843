import Button from '@mui/material/Button'
import Snackbar from '@mui/material/Snackbar'
import { useEffect, useSyncExternalStore } from 'react'
import { useNotify, useRefresh } from 'react-admin'
import { undoReviews } from '../../api/queueApi.ts'
import { useText } from '../../i18n/useText.ts'
import { announcer } from '../../keyboard/announcer.ts'
import { useCommands } from '../../keyboard/useCommands.ts'
import { secondsLeft } from '../../time/secondsLeft.ts'
import { useNow } from '../../time/useNow.ts'
import { type Undoable, undoable } from './undoable.ts'

/** On every page, for the decision goes on waiting wherever the reader has gone. */
export const UndoBar = () => {
  const last = useSyncExternalStore(undoable.watch, undoable.getState)
  return last === null ? null : <UndoOffer key={last.until} last={last} />
}

const UndoOffer = ({ last }: { last: Undoable }) => {
  const text = useText()
  const notify = useNotify()
  const refresh = useRefresh()
  const seconds = secondsLeft(last.until, useNow())

  useEffect(() => {
    if (seconds === 0) undoable.forget()
  }, [seconds])

  const undo = async () => {
    undoable.forget()
    try {
      await undoReviews(last.ids)
      announcer.announce(text('undo.done'))
      notify(text('undo.done'), { type: 'info' })
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error)
      announcer.announce(words)
      notify(words, { type: 'error' })
    }
    refresh()
  }
  useCommands({ undo: () => void undo() })

  return (
    <Snackbar
      open
      anchorOrigin={{ vertical: 'bottom', horizontal: 'center' }}
      message={text('undo.offer', { words: last.words, seconds })}
      action={
        <Button color="inherit" size="small" aria-keyshortcuts="U" onClick={() => void undo()}>
          {text('undo.undo')} (U)
        </Button>
      }
    />
  )
}
