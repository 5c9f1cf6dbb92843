import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { type FormEvent, type KeyboardEvent, type ReactNode, useId } from 'react'
import { useText } from '../i18n/useText.ts'

type FormDialogProps = {
  title: string
  /** What it does, and to whom. */
  about?: string
  submit: string
  isBusy: boolean
  /** Why it was refused. */
  problem: string | null
  onSubmit: () => void
  onClose: () => void
  children: ReactNode
}

/** A step of a case that asks for something first. Control and Enter send it. */
export const FormDialog = ({
  title,
  about,
  submit,
  isBusy,
  problem,
  onSubmit,
  onClose,
  children,
}: FormDialogProps) => {
  const text = useText()
  const titleId = useId()
  const send = (event: FormEvent) => {
    event.preventDefault()
    onSubmit()
  }
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" disableRestoreFocus aria-labelledby={titleId}>
      <form onSubmit={send} onKeyDown={submitOnControlEnter} noValidate>
        <DialogTitle id={titleId}>{title}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2 }}>
          {about !== undefined && (
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              {about}
            </Typography>
          )}
          {children}
          {problem !== null && (
            <Alert severity="error" sx={{ overflowWrap: 'anywhere' }}>
              {problem}
            </Alert>
          )}
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose}>{text('review.cancel')}</Button>
          <Button type="submit" variant="contained" disabled={isBusy}>
            {submit}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}

/** Enter alone begins a line, or belongs to a list of choices. */
function submitOnControlEnter(event: KeyboardEvent<HTMLFormElement>) {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
  event.preventDefault()
  event.currentTarget.requestSubmit()
}
