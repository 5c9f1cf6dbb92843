import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useNotify } from 'react-admin'
import { SUPPRESSION_KINDS, type SuppressionKind } from '../../../../server/domain/rule.ts'
import { problemsOf } from '../../api/problems.ts'
import { addSuppression, RULES_KEY } from '../../api/rulesApi.ts'
import { useText } from '../../i18n/useText.ts'
import { announcer } from '../../keyboard/announcer.ts'
import { NamedThingFields } from '../../lists/NamedThingFields.tsx'
import { dayIn, endOfDay, readNamedThing } from '../../lists/readNamedThing.ts'

const USUAL_DAYS = 30
/** The server's limit: what stands longer is no exception. */
const MOST_DAYS = 179

export const SuppressDialog = ({ ruleId, onClose }: { ruleId: string; onClose: () => void }) => {
  const text = useText()
  const notify = useNotify()
  const client = useQueryClient()
  const [kind, setKind] = useState<SuppressionKind>('subject')
  const [problem, setProblem] = useState<ReturnType<typeof problemsOf> | null>(null)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    try {
      await addSuppression({
        ruleId,
        kind,
        named: readNamedThing(form),
        reason: String(form.get('reason') ?? '').trim(),
        until: endOfDay(String(form.get('until') ?? '')) ?? '',
      })
      announcer.announce(text('suppression.added'))
      notify(text('suppression.added'), { type: 'success' })
      await client.invalidateQueries({ queryKey: RULES_KEY })
      onClose()
    } catch (error) {
      setProblem(problemsOf(error))
    }
  }

  return (
    <Dialog
      open
      onClose={onClose}
      fullWidth
      maxWidth="sm"
      disableRestoreFocus
      aria-labelledby="suppress-title"
    >
      <form onSubmit={(event) => void submit(event)}>
        <DialogTitle id="suppress-title">{text('suppression.addTitle', { ruleId })}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2 }}>
          {problem !== null && <Alert severity="error">{problem.message}</Alert>}
          <TextField
            select
            label={text('suppression.kind')}
            value={kind}
            onChange={({ target }) => {
              const chosen = SUPPRESSION_KINDS.find((one) => one === target.value)
              if (chosen !== undefined) setKind(chosen)
            }}
          >
            {SUPPRESSION_KINDS.map((one) => (
              <MenuItem key={one} value={one}>
                {text(`suppression.kind.${one}`)}
              </MenuItem>
            ))}
          </TextField>
          <NamedThingFields
            kind={kind}
            problem={problem?.byField.value ?? problem?.byField.sessionId ?? null}
          />
          <TextField
            name="reason"
            label={text('suppression.reason')}
            required
            margin="none"
            error={problem?.byField.reason !== undefined}
            helperText={problem?.byField.reason ?? text('suppression.reasonHelp')}
            slotProps={{ htmlInput: { minLength: 3, maxLength: 500 } }}
          />
          <TextField
            name="until"
            type="date"
            label={text('suppression.untilDay')}
            required
            margin="none"
            defaultValue={dayIn(USUAL_DAYS, new Date())}
            error={problem?.byField.until !== undefined}
            helperText={problem?.byField.until ?? text('suppression.untilHelp')}
            slotProps={{
              inputLabel: { shrink: true },
              htmlInput: { min: dayIn(0, new Date()), max: dayIn(MOST_DAYS, new Date()) },
            }}
          />
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose}>{text('review.cancel')}</Button>
          <Button type="submit" variant="contained">
            {text('suppression.submit')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
