import { useState } from 'react'
import type { SecondLook } from '../../../server/contract/team.ts'
import { giveVerdict } from '../api/teamApi.ts'
import { useCaseForm } from '../cases/data/useCaseForm.ts'
import { isReason, ReasonField } from '../cases/reason/ReasonField.tsx'
import { FormDialog } from '../dialogs/FormDialog.tsx'
import { useText } from '../i18n/useText.ts'

/** Who disagrees says why: the one who decided reads it. */
export const DisagreeDialog = ({ look, onClose }: { look: SecondLook; onClose: () => void }) => {
  const text = useText()
  const [reason, setReason] = useState('')
  const [isMissing, setIsMissing] = useState(false)
  const { isBusy, problem, send } = useCaseForm(onClose)
  const submit = () => {
    const words = reason.trim()
    setIsMissing(!isReason(words))
    if (!isReason(words)) return
    void send(() => giveVerdict(look, { opinion: 'disagree', reason: words }), text('team.disagree.done'))
  }
  return (
    <FormDialog
      title={text('team.disagree.title')}
      about={text('team.disagree.about', { name: look.decidedBy.name })}
      submit={text('team.disagree')}
      isBusy={isBusy}
      problem={problem}
      onSubmit={submit}
      onClose={onClose}
    >
      <ReasonField reason={reason} isMissing={isMissing} onChange={setReason} />
    </FormDialog>
  )
}
