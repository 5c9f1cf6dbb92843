import TextField from '@mui/material/TextField'
import { useState } from 'react'
import type { CampaignDecision } from '../../../../server/contract/campaigns.ts'
import type { CasePage } from '../../../../server/contract/cases.ts'
import type { ReviewAction } from '../../../../server/domain/sessions/review.ts'
import { decideCampaign } from '../../api/caseWorkApi.ts'
import { Facts } from '../../cards/Facts.tsx'
import { FormDialog } from '../../dialogs/FormDialog.tsx'
import { useText } from '../../i18n/useText.ts'
import { useCaseForm } from '../data/useCaseForm.ts'

type DecideDialogProps = {
  item: CasePage
  action: ReviewAction
  /** With what became of each, where it was decided. */
  onClose: (decision: CampaignDecision | null) => void
}

export const DecideDialog = ({ item, action, onClose }: DecideDialogProps) => {
  const text = useText()
  const [comment, setComment] = useState('')
  const { isBusy, problem, send } = useCaseForm(() => undefined)
  const submit = async () => {
    const decision = await send(
      () => decideCampaign(item.id, action, comment.trim()),
      text('campaigns.decide.done'),
    )
    if (decision !== null) onClose(decision)
  }
  return (
    <FormDialog
      title={text(`campaigns.${action}Title`)}
      submit={text(`campaigns.decide.${action}`)}
      isBusy={isBusy}
      problem={problem}
      onSubmit={() => void submit()}
      onClose={() => onClose(null)}
    >
      <Facts
        rows={[
          [text('review.who.person'), text(`campaigns.${action}.person`)],
          [text('review.who.relyingParty'), text(`campaigns.${action}.relyingParty`)],
          [text('review.who.model'), text(`review.${action}.learns`)],
        ]}
      />
      <TextField
        label={text('review.comment')}
        value={comment}
        onChange={(event) => setComment(event.target.value)}
        fullWidth
        multiline
        minRows={2}
        slotProps={{ htmlInput: { maxLength: 1_000 } }}
      />
    </FormDialog>
  )
}
