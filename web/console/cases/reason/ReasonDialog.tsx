import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import type { CaseItem } from '../../../../server/contract/cases.ts'
import { deescalateCase, escalateCase, reopenCase } from '../../api/caseWorkApi.ts'
import { FormDialog } from '../../dialogs/FormDialog.tsx'
import { useText } from '../../i18n/useText.ts'
import { useAssignees } from '../data/useAssignees.ts'
import { useCaseForm } from '../data/useCaseForm.ts'
import { isReason, ReasonField } from './ReasonField.tsx'

export type ReasonStep = 'escalate' | 'giveBack' | 'reopen'
type ReasonDialogProps = { item: CaseItem; step: ReasonStep; onClose: () => void }

const ANYBODY = ''

/** A step that says why. An escalation may name its senior. */
export const ReasonDialog = ({ item, step, onClose }: ReasonDialogProps) => {
  const text = useText()
  const seniors = useAssignees().filter(({ role }) => role === 'senior')
  const [reason, setReason] = useState('')
  const [to, setTo] = useState(ANYBODY)
  const [isMissing, setIsMissing] = useState(false)
  const { isBusy, problem, send } = useCaseForm(onClose)

  const submit = () => {
    const words = reason.trim()
    setIsMissing(!isReason(words))
    if (!isReason(words)) return
    const work = {
      escalate: () => escalateCase(item, words, to === ANYBODY ? null : to),
      giveBack: () => deescalateCase(item, words),
      reopen: () => reopenCase(item, words),
    }
    void send(work[step], text(`cases.${step}.done`))
  }

  return (
    <FormDialog
      title={text(`cases.${step}.title`)}
      about={text(`cases.${step}.about`)}
      submit={text(`cases.${step}.submit`)}
      isBusy={isBusy}
      problem={problem}
      onSubmit={submit}
      onClose={onClose}
    >
      <ReasonField reason={reason} isMissing={isMissing} onChange={setReason} />
      {step === 'escalate' && (
        <TextField
          select
          label={text('cases.escalate.to')}
          value={to}
          onChange={(event) => setTo(event.target.value)}
          slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
        >
          <MenuItem value={ANYBODY}>{text('cases.escalate.anybody')}</MenuItem>
          {seniors.map(({ id, name }) => (
            <MenuItem key={id} value={id}>
              {name}
            </MenuItem>
          ))}
        </TextField>
      )}
    </FormDialog>
  )
}
