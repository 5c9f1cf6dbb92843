import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import type { FormEvent, ReactNode } from 'react'
import { useText } from '../i18n/useText.ts'

type EntryDialogProps = {
  title: string
  submit: string
  problem: string | null
  onSubmit: (form: FormData) => void
  onClose: () => void
  children: ReactNode
}

/** The frame that adding and changing have in common. */
export const EntryDialog = ({ title, submit, problem, onSubmit, onClose, children }: EntryDialogProps) => {
  const text = useText()
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    onSubmit(new FormData(event.currentTarget))
  }
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" disableRestoreFocus aria-labelledby="entry-title">
      <form onSubmit={send}>
        <DialogTitle id="entry-title">{title}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2, '&&': { pt: 1 } }}>
          {problem !== null && <Alert severity="error">{problem}</Alert>}
          {children}
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose}>{text('review.cancel')}</Button>
          <Button type="submit" variant="contained">
            {submit}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
