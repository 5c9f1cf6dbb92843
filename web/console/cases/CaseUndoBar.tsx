import Button from '@mui/material/Button'
import Snackbar from '@mui/material/Snackbar'
import { useEffect } from 'react'
import { useText } from '../i18n/useText.ts'
import { useCommands } from '../keyboard/useCommands.ts'
import { useCaseChange } from './data/useCaseChange.ts'

export type CaseUndo = {
  /** What was done. */
  words: string
  /** What takes it back. */
  run: () => Promise<unknown>
}

/** How long it is offered. A merge can be taken back later too, on the page of the merged case. */
const OFFERED_MS = 20_000

export const CaseUndoBar = ({ undo, onOver }: { undo: CaseUndo; onOver: () => void }) => {
  const text = useText()
  const { changeAtOnce } = useCaseChange()
  useEffect(() => {
    const timer = window.setTimeout(onOver, OFFERED_MS)
    return () => window.clearTimeout(timer)
  }, [onOver])
  const run = () => {
    onOver()
    void changeAtOnce(undo.run, text('cases.undone'))
  }
  useCommands({ undo: run })
  return (
    <Snackbar
      open
      anchorOrigin={{ vertical: 'bottom', horizontal: 'center' }}
      message={undo.words}
      action={
        <Button color="inherit" size="small" aria-keyshortcuts="U" onClick={run}>
          {text('undo.undo')} (U)
        </Button>
      }
    />
  )
}
