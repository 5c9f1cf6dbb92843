import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import type { OpenOutcome } from '../../../server/contract/forms/outcomes.ts'
import { LIST_KINDS, type ListKind } from '../../../server/domain/listEntry.ts'
import { OUTCOMES, type Outcome } from '../../../server/domain/sessions/decision.ts'
import type { Problems } from '../api/problems.ts'
import { useText } from '../i18n/useText.ts'
import { dayIn } from './readNamedThing.ts'

type KindFieldProps = { kind: ListKind; onChange: (kind: ListKind) => void }

export const KindField = ({ kind, onChange }: KindFieldProps) => {
  const text = useText()
  return (
    <TextField
      select
      label={text('lists.column.kind')}
      value={kind}
      onChange={({ target }) => {
        const chosen = LIST_KINDS.find((one) => one === target.value)
        if (chosen !== undefined) onChange(chosen)
      }}
      margin="none"
    >
      {LIST_KINDS.map((one) => (
        <MenuItem key={one} value={one}>
          {text(`lists.one.${one}`)}
        </MenuItem>
      ))}
    </TextField>
  )
}

type EntryFieldsProps = {
  start: { effect: OpenOutcome; reason: string; day: string }
  problems: Problems | null
}

/** Fields `effect`, `reason` and `expires` of the form: what an entry does, why, and until when. */
export const EntryFields = ({ start, problems }: EntryFieldsProps) => {
  const text = useText()
  const { reason, expiresAt } = problems?.byField ?? {}
  return (
    <>
      <TextField select name="effect" label={text('lists.effect')} defaultValue={start.effect} margin="none">
        {OUTCOMES.map((outcome) => (
          <MenuItem key={outcome} value={outcome}>
            {text(`lists.effect.${outcome}`)}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        name="reason"
        label={text('lists.column.reason')}
        defaultValue={start.reason}
        required
        margin="none"
        error={reason !== undefined}
        helperText={reason ?? text('lists.reasonHelp')}
        slotProps={{ htmlInput: { minLength: 3, maxLength: 500 } }}
      />
      <TextField
        name="expires"
        type="date"
        label={text('lists.expires')}
        defaultValue={start.day}
        margin="none"
        error={expiresAt !== undefined}
        helperText={expiresAt ?? text('lists.expiresHelp')}
        slotProps={{ inputLabel: { shrink: true }, htmlInput: { min: dayIn(0, new Date()) } }}
      />
    </>
  )
}

/** What these fields say. */
export function readEntryFields(form: FormData): { effect: Outcome; reason: string; day: string } {
  const effect = OUTCOMES.find((one) => one === form.get('effect')) ?? 'hold'
  return { effect, reason: String(form.get('reason') ?? '').trim(), day: String(form.get('expires') ?? '') }
}
