import TextField from '@mui/material/TextField'
import { useText } from '../../i18n/useText.ts'

const REASON_LEAST = 3

/** Fewer letters than these are no reason. */
export const isReason = (words: string) => words.trim().length >= REASON_LEAST

type ReasonFieldProps = { reason: string; isMissing: boolean; onChange: (reason: string) => void }

/** Why somebody takes a step: the first field of a dialog that asks for it. */
export const ReasonField = ({ reason, isMissing, onChange }: ReasonFieldProps) => {
  const text = useText()
  return (
    <TextField
      label={text('cases.reason')}
      value={reason}
      onChange={({ target }) => onChange(target.value)}
      required
      autoFocus
      fullWidth
      multiline
      minRows={3}
      error={isMissing}
      helperText={isMissing ? text('cases.reason.missing') : text('case.sendKey')}
      slotProps={{ htmlInput: { maxLength: 1_000 } }}
    />
  )
}
