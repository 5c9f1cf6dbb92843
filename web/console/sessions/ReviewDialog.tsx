import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import TextField from '@mui/material/TextField'
import { type FormEvent, useState } from 'react'
import { useNotify, useRefresh } from 'react-admin'
import { reviewSession } from '../api/dataProvider.ts'
import type { SessionItem } from '../api/wireSchemas.ts'
import { useText } from '../i18n/useText.ts'
import { announcer } from '../keyboard/announcer.ts'
import { Facts } from './Facts.tsx'

export type ReviewAction = 'release' | 'block'
type ReviewDialogProps = {
  session: Pick<SessionItem, 'id' | 'relyingParty'>
  action: ReviewAction
  onClose: (isDone: boolean) => void
}

export const ReviewDialog = ({ session, action, onClose }: ReviewDialogProps) => {
  const text = useText()
  const notify = useNotify()
  const refresh = useRefresh()
  const [isBusy, setIsBusy] = useState(false)
  const { relyingParty } = session

  async function decide(comment: string): Promise<boolean> {
    try {
      await reviewSession(session.id, action, comment)
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error)
      notify(words, { type: 'error' })
      announcer.say(words)
      return false
    }
    const words = text(`review.done.${action}`)
    notify(words, { type: 'success' })
    announcer.say(words)
    return true
  }

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const comment = String(new FormData(event.currentTarget).get('comment') ?? '').trim()
    setIsBusy(true)
    const isDone = await decide(comment)
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
        <DialogTitle id="review-title">{text(`review.${action}Title`)}</DialogTitle>
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
