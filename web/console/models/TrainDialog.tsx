import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useNotify } from 'react-admin'
import type { TrainingOrder } from '../../../server/contract/models.ts'
import { train } from '../api/modelsApi.ts'
import { type Problems, problemsOf } from '../api/problems.ts'
import { useText } from '../i18n/useText.ts'
import { announcer } from '../keyboard/announcer.ts'

const NUMBERS = ['labelDelayDays', 'validationDays', 'minFrauds'] as const

/** What is left empty is as the service has it. */
export const TrainDialog = ({ onClose }: { onClose: () => void }) => {
  const text = useText()
  const notify = useNotify()
  const client = useQueryClient()
  const [problems, setProblems] = useState<Problems | null>(null)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    try {
      await train(readOrder(form))
      announcer.announce(text('train.done'))
      notify(text('train.done'), { type: 'success' })
      await client.invalidateQueries({ queryKey: ['trainingRuns'] })
      onClose()
    } catch (error) {
      setProblems(problemsOf(error))
    }
  }
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" disableRestoreFocus aria-labelledby="train-title">
      <form onSubmit={(event) => void submit(event)}>
        <DialogTitle id="train-title">{text('train.title')}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2, '&&': { pt: 1 } }}>
          {problems !== null && <Alert severity="error">{problems.message}</Alert>}
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {text('train.about')}
          </Typography>
          <TextField
            name="from"
            type="date"
            label={text('train.from')}
            margin="none"
            error={problems?.byField['from'] !== undefined}
            helperText={problems?.byField['from'] ?? text('train.usual')}
            slotProps={{ inputLabel: { shrink: true } }}
          />
          {NUMBERS.map((name) => (
            <TextField
              key={name}
              name={name}
              type="number"
              label={text(`train.${name}`)}
              margin="none"
              error={problems?.byField[name] !== undefined}
              helperText={problems?.byField[name] ?? text(`train.${name}.help`)}
              slotProps={{
                inputLabel: { shrink: true },
                htmlInput: { min: name === 'labelDelayDays' ? 0 : 1 },
              }}
            />
          ))}
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose}>{text('review.cancel')}</Button>
          <Button type="submit" variant="contained">
            {text('models.train')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}

function readOrder(form: FormData): TrainingOrder {
  const field = (name: string) => String(form.get(name) ?? '')
  const numbers = NUMBERS.flatMap((name) =>
    field(name) === '' ? [] : [[name, Number(field(name))] as const],
  )
  const from = field('from')
  return {
    ...Object.fromEntries(numbers),
    ...(from !== '' && { from: new Date(`${from}T00:00`).toISOString() }),
  }
}
