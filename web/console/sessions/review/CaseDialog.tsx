import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { useNotify } from 'react-admin'
import type { SessionItem } from '../../../../server/contract/sessions.ts'
import { escalateSession, writeNote } from '../../api/casesApi.ts'
import { useText } from '../../i18n/useText.ts'
import { announcer } from '../../keyboard/announcer.ts'

export type CaseStep = 'note' | 'escalate'
type CaseDialogProps = {
  session: Pick<SessionItem, 'id' | 'kind' | 'relyingParty'>
  step: CaseStep
  onClose: () => void
}

const WORK = { note: writeNote, escalate: escalateSession } as const

/** A note, or a reason for a senior, in the session's case; a session without one gets one. */
export const CaseDialog = ({ session, step, onClose }: CaseDialogProps) => {
  const text = useText()
  const notify = useNotify()
  const [problem, setProblem] = useState<string | null>(null)
  const { id, kind, relyingParty } = session

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const words = String(new FormData(event.currentTarget).get('words') ?? '').trim()
    const title = text('session.title', { kind: text(`kind.${kind}`), relyingParty })
    try {
      await WORK[step](id, title, words)
      announcer.announce(text(`case.${step}.done`))
      notify(text(`case.${step}.done`), { type: 'success' })
      onClose()
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    }
  }

  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" disableRestoreFocus aria-labelledby="case-title">
      <form onSubmit={(event) => void submit(event)} onKeyDown={submitOnControlEnter}>
        <DialogTitle id="case-title">{text(`case.${step}.title`)}</DialogTitle>
        <DialogContent>
          <Typography variant="body2" sx={{ color: 'text.secondary', mb: 2 }}>
            {text(`case.${step}.about`)}
          </Typography>
          <TextField
            name="words"
            label={text(`case.${step}.words`)}
            required
            autoFocus
            fullWidth
            multiline
            minRows={3}
            error={problem !== null}
            helperText={problem ?? text('case.sendKey')}
            slotProps={{ htmlInput: { minLength: 3, maxLength: 1_000 } }}
          />
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose}>{text('review.cancel')}</Button>
          <Button type="submit" variant="contained">
            {text(`case.${step}.submit`)}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}

/** Enter alone begins a line. */
function submitOnControlEnter(event: KeyboardEvent<HTMLFormElement>) {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
  event.preventDefault()
  event.currentTarget.requestSubmit()
}
