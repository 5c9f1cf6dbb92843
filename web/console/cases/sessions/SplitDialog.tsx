import TextField from '@mui/material/TextField'
import { useState } from 'react'
import type { CasePage } from '../../../../server/contract/cases.ts'
import { splitCase } from '../../api/caseWorkApi.ts'
import { FormDialog } from '../../dialogs/FormDialog.tsx'
import { useText } from '../../i18n/useText.ts'
import { useCaseForm } from '../data/useCaseForm.ts'

type SplitDialogProps = {
  item: CasePage
  sessionIds: readonly string[]
  /** With the new case, where one was made. */
  onClose: (made: CasePage | null) => void
}

const TITLE_LEAST = 3

export const SplitDialog = ({ item, sessionIds, onClose }: SplitDialogProps) => {
  const text = useText()
  const [title, setTitle] = useState(text('cases.split.proposed', { title: item.title }).slice(0, 200))
  const { isBusy, problem, setProblem, send } = useCaseForm(() => undefined)

  const submit = async () => {
    const name = title.trim()
    if (name.length < TITLE_LEAST) {
      setProblem(text('cases.title.missing'))
      return
    }
    const made = await send(() => splitCase(item, sessionIds, name), text('cases.split.done'))
    if (made !== null) onClose(made)
  }

  return (
    <FormDialog
      title={text('cases.split.title', { smart_count: sessionIds.length })}
      about={text('cases.split.about')}
      submit={text('cases.split.submit')}
      isBusy={isBusy}
      problem={problem}
      onSubmit={() => void submit()}
      onClose={() => onClose(null)}
    >
      <TextField
        label={text('cases.title')}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
        autoFocus
        fullWidth
        slotProps={{ htmlInput: { maxLength: 200 } }}
      />
    </FormDialog>
  )
}
