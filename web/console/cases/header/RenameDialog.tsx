import TextField from '@mui/material/TextField'
import { useState } from 'react'
import type { CasePage } from '../../../../server/contract/cases.ts'
import { changeCase } from '../../api/caseWorkApi.ts'
import { FormDialog } from '../../dialogs/FormDialog.tsx'
import { useText } from '../../i18n/useText.ts'
import { useCaseForm } from '../data/useCaseForm.ts'

const TITLE_LEAST = 3

export const RenameDialog = ({ item, onClose }: { item: CasePage; onClose: () => void }) => {
  const text = useText()
  const [title, setTitle] = useState(item.title)
  const { isBusy, problem, setProblem, send } = useCaseForm(onClose)
  const submit = () => {
    const name = title.trim()
    if (name.length < TITLE_LEAST) setProblem(text('cases.title.missing'))
    else void send(() => changeCase(item, { title: name }), text('cases.rename.done'))
  }
  return (
    <FormDialog
      title={text('cases.rename')}
      submit={text('cases.rename.submit')}
      isBusy={isBusy}
      problem={problem}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label={text('cases.title')}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
        autoFocus
        fullWidth
        sx={{ mt: 1 }}
        slotProps={{ htmlInput: { maxLength: 200 } }}
      />
    </FormDialog>
  )
}
