import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogContentText from '@mui/material/DialogContentText'
import DialogTitle from '@mui/material/DialogTitle'
import { useState } from 'react'
import { useText } from '../i18n/useText.ts'

type ConfirmDialogProps = {
  title: string
  /** What it does, and whether it can be taken back. */
  words: string
  submit: string
  onCancel: () => void
  onConfirm: () => Promise<void>
}

/** Asked before something decides otherwise than it did. */
export const ConfirmDialog = ({ title, words, submit, onCancel, onConfirm }: ConfirmDialogProps) => {
  const text = useText()
  const [isBusy, setIsBusy] = useState(false)
  const confirm = () => {
    setIsBusy(true)
    void onConfirm()
  }
  return (
    <Dialog open onClose={onCancel} maxWidth="sm" fullWidth aria-labelledby="confirm-title">
      <DialogTitle id="confirm-title">{title}</DialogTitle>
      <DialogContent>
        <DialogContentText>{words}</DialogContentText>
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={onCancel}>{text('review.cancel')}</Button>
        <Button variant="contained" disabled={isBusy} onClick={confirm} autoFocus>
          {submit}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
