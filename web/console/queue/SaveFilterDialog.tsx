import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import FormControlLabel from '@mui/material/FormControlLabel'
import TextField from '@mui/material/TextField'
import { type FormEvent, useState } from 'react'
import { useNotify } from 'react-admin'
import { saveFilter } from '../api/queueApi.ts'
import { useText } from '../i18n/useText.ts'

type SaveFilterDialogProps = { filter: Record<string, unknown>; onClose: () => void }

export const SaveFilterDialog = ({ filter, onClose }: SaveFilterDialogProps) => {
  const text = useText()
  const notify = useNotify()
  const [problem, setProblem] = useState<string | null>(null)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    // A search is kept for an hour only: a filter that outlives it would find nothing.
    const { search: _search, ...kept } = filter
    try {
      await saveFilter({
        name: String(form.get('name') ?? '').trim(),
        shared: form.get('shared') !== null,
        filter: kept,
      })
      notify(text('saved.done'), { type: 'success' })
      onClose()
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    }
  }

  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs" aria-labelledby="save-filter-title">
      <form onSubmit={(event) => void submit(event)}>
        <DialogTitle id="save-filter-title">{text('saved.save')}</DialogTitle>
        <DialogContent>
          <TextField
            name="name"
            label={text('saved.name')}
            required
            autoFocus
            fullWidth
            error={problem !== null}
            helperText={problem}
            slotProps={{ htmlInput: { maxLength: 80 } }}
          />
          <FormControlLabel control={<Checkbox name="shared" />} label={text('saved.shared')} />
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{text('review.cancel')}</Button>
          <Button type="submit" variant="contained">
            {text('saved.submit')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
