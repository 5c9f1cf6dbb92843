import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { giveVerdict, type SecondLook } from '../api/teamApi.ts'
import { CaseFormDialog } from '../cases/CaseFormDialog.tsx'
import { useCaseForm } from '../cases/useCaseForm.ts'
import { useText } from '../i18n/useText.ts'

const REASON_LEAST = 3

/** Who disagrees says why: the one who decided reads it. */
export const DisagreeDialog = ({ look, onClose }: { look: SecondLook; onClose: () => void }) => {
  const text = useText()
  const [reason, setReason] = useState('')
  const [isMissing, setIsMissing] = useState(false)
  const { isBusy, problem, send } = useCaseForm(onClose)
  const submit = () => {
    const words = reason.trim()
    setIsMissing(words.length < REASON_LEAST)
    if (words.length < REASON_LEAST) return
    void send(() => giveVerdict(look, { opinion: 'disagree', reason: words }), text('team.disagree.done'))
  }
  return (
    <CaseFormDialog
      title={text('team.disagree.title')}
      about={text('team.disagree.about', { name: look.decidedBy.name })}
      submit={text('team.disagree')}
      isBusy={isBusy}
      problem={problem}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label={text('cases.reason')}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
        required
        autoFocus
        fullWidth
        multiline
        minRows={3}
        error={isMissing}
        helperText={isMissing ? text('cases.reason.missing') : text('case.sendKey')}
        slotProps={{ htmlInput: { maxLength: 1_000 } }}
      />
    </CaseFormDialog>
  )
}
