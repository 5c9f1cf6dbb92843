import Alert from '@mui/material/Alert'
import Autocomplete from '@mui/material/Autocomplete'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useNavigate } from 'react-router-dom'
import type { RuleVersion } from '../../../server/contract/rules.ts'
import { MODELS_KEY, readModels } from '../api/modelsApi.ts'
import { type Problems, problemsOf } from '../api/problems.ts'
import { REPLAYS_KEY, requestReplay } from '../api/replaysApi.ts'
import { RULES_KEY, readRules } from '../api/rulesApi.ts'
import { useText } from '../i18n/useText.ts'
import { announcer } from '../keyboard/announcer.ts'
import { dayIn, endOfDay } from '../lists/readNamedThing.ts'

const USUAL_DAYS = 14
const AS_IT_WAS = 'asItWas'

/** Which days, and what stands in the place of what decided. */
export const NewReplayDialog = ({ onClose }: { onClose: () => void }) => {
  const text = useText()
  const navigate = useNavigate()
  const client = useQueryClient()
  const [versions, setVersions] = useState<RuleVersion[]>([])
  const [problems, setProblems] = useState<Problems | null>(null)
  const rules = useQuery({ queryKey: [...RULES_KEY, 'list'], queryFn: ({ signal }) => readRules(signal) })
  const models = useQuery({ queryKey: [...MODELS_KEY, 'list'], queryFn: ({ signal }) => readModels(signal) })
  const trying =
    rules.data?.flatMap((rule) =>
      rule.versions.filter(({ state }) => state === 'draft' || state === 'shadow'),
    ) ?? []

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const field = (name: string) => String(form.get(name) ?? '')
    try {
      const made = await requestReplay({
        from: new Date(`${field('from')}T00:00`).toISOString(),
        to: endOfDay(field('to')) ?? '',
        versionIds: versions.map(({ id }) => id),
        modelId: field('model') === AS_IT_WAS ? null : field('model'),
      })
      announcer.announce(text('replays.asked'))
      await client.invalidateQueries({ queryKey: REPLAYS_KEY })
      navigate(`/replays/${made.id}/show`)
    } catch (error) {
      setProblems(problemsOf(error))
    }
  }
  const day = (name: 'from' | 'to', value: string) => (
    <TextField
      name={name}
      type="date"
      label={text(`replays.${name}`)}
      defaultValue={value}
      required
      margin="none"
      error={problems?.byField[name] !== undefined}
      helperText={problems?.byField[name] ?? ''}
      slotProps={{ inputLabel: { shrink: true } }}
    />
  )
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" disableRestoreFocus aria-labelledby="replay-title">
      <form onSubmit={(event) => void submit(event)}>
        <DialogTitle id="replay-title">{text('replays.new')}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2, '&&': { pt: 1 } }}>
          {problems !== null && <Alert severity="error">{problems.message}</Alert>}
          {day('from', dayIn(-USUAL_DAYS, new Date()))}
          {day('to', dayIn(0, new Date()))}
          <Autocomplete
            multiple
            options={trying}
            value={versions}
            onChange={(_event, chosen) => setVersions(chosen)}
            getOptionLabel={({ ruleId, number }) => text('replays.ruleVersion', { ruleId, number })}
            isOptionEqualToValue={(option, chosen) => option.id === chosen.id}
            noOptionsText={text('replays.noVersions')}
            renderInput={(parameters) => (
              <TextField
                {...parameters}
                label={text('replays.versions')}
                helperText={text('replays.versionsHelp')}
              />
            )}
          />
          <TextField select name="model" label={text('replays.model')} defaultValue={AS_IT_WAS} margin="none">
            <MenuItem value={AS_IT_WAS}>{text('replays.model.asItWas')}</MenuItem>
            <MenuItem value="none">{text('replays.model.none')}</MenuItem>
            {(models.data ?? []).map(({ id, version, status }) => (
              <MenuItem key={id} value={id}>
                {`${version} (${text(`model.status.${status}`)})`}
              </MenuItem>
            ))}
          </TextField>
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose}>{text('review.cancel')}</Button>
          <Button type="submit" variant="contained">
            {text('replays.submit')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
