import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import TextField from '@mui/material/TextField'
import { type FormEvent, useState } from 'react'
import { useRefresh } from 'react-admin'
import type { SessionItem } from '../../../../server/contract/sessions.ts'
import type { ReviewAction } from '../../../../server/domain/sessions/review.ts'
import { Facts } from '../../cards/Facts.tsx'
import { useText } from '../../i18n/useText.ts'
import { useDecide } from './useDecide.ts'

type ReviewDialogProps = {
  sessions: readonly Pick<SessionItem, 'id' | 'relyingParty'>[]
  action: ReviewAction
  onClose: (isDone: boolean) => void
}

export const ReviewDialog = ({ sessions, action, onClose }: ReviewDialogProps) => {
  const text = useText()
  const decide = useDecide()
  const refresh = useRefresh()
  const [isBusy, setIsBusy] = useState(false)
  const relyingParty = [...new Set(sessions.map((session) => session.relyingParty))].join(', ')

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const comment = String(new FormData(event.currentTarget).get('comment') ?? '').trim()
    setIsBusy(true)
    const isDone = await decide(
      sessions.map(({ id }) => id),
      action,
      comment,
    )
    onClose(isDone)
    refresh()
  }

  return (
    <Dialog
      open
      onClose={() => onClose(false)}
      fullWidth
      maxWidth="sm"
      disableRestoreFocus
      aria-labelledby="review-title"
    >
      <form onSubmit={submit}>
        <DialogTitle id="review-title">
          {text(`review.${action}Title`, { smart_count: sessions.length })}
        </DialogTitle>
        <DialogContent>
          <Facts
            rows={[
              [text('review.who.person'), text(`review.${action}.person`)],
              [text('review.who.relyingParty'), text(`review.${action}.relyingParty`, { relyingParty })],
              [text('review.who.model'), text(`review.${action}.learns`)],
            ]}
          />
          <TextField
            name="comment"
            label={text('review.comment')}
            fullWidth
            multiline
            minRows={2}
            sx={{ mt: 3 }}
            slotProps={{ htmlInput: { maxLength: 1_000 } }}
          />
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={() => onClose(false)}>{text('review.cancel')}</Button>
          <Button
            type="submit"
            variant="contained"
            color={action === 'release' ? 'success' : 'error'}
            disabled={isBusy}
            autoFocus
          >
            {text(`review.${action}`)}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
