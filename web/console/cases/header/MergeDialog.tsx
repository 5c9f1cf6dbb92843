import Alert from '@mui/material/Alert'
import Autocomplete from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CaseItem, CasePage } from '../../../../server/contract/cases.ts'
import { findOpenCases, mergeCases } from '../../api/caseWorkApi.ts'
import { FormDialog } from '../../dialogs/FormDialog.tsx'
import { useText } from '../../i18n/useText.ts'
import { useCaseForm } from '../data/useCaseForm.ts'

type MergeDialogProps = {
  item: CasePage
  /** With the case that ended in this one, where they were merged. */
  onClose: (merged: CaseItem | null) => void
}

/** Another open case ends in this one. */
export const MergeDialog = ({ item, onClose }: MergeDialogProps) => {
  const text = useText()
  const [typed, setTyped] = useState('')
  const [other, setOther] = useState<CaseItem | null>(null)
  const { isBusy, problem, setProblem, send } = useCaseForm(() => undefined)
  const words = other === null ? typed.trim() : ''
  const { data = [], error } = useQuery({
    queryKey: ['cases', 'mergeable', words],
    queryFn: ({ signal }) => findOpenCases(words, signal),
    placeholderData: (before) => before,
  })

  const submit = async () => {
    if (other === null) {
      setProblem(text('cases.merge.missing'))
      return
    }
    const merged = await send(() => mergeCases(item, other), text('cases.merge.done', { title: other.title }))
    if (merged !== null) onClose(other)
  }

  return (
    <FormDialog
      title={text('cases.merge.title')}
      about={text('cases.merge.about', { title: item.title })}
      submit={text('cases.merge.submit')}
      isBusy={isBusy}
      problem={problem}
      onSubmit={() => void submit()}
      onClose={() => onClose(null)}
    >
      {error !== null && <Alert severity="error">{error.message}</Alert>}
      <Autocomplete
        options={data.filter(({ id }) => id !== item.id)}
        value={other}
        onChange={(_event, value) => setOther(value)}
        inputValue={typed}
        onInputChange={(_event, value) => setTyped(value)}
        // The server has searched already, by words of titles and notes.
        filterOptions={(options) => options}
        getOptionKey={({ id }) => id}
        getOptionLabel={({ title }) => title}
        isOptionEqualToValue={(one, chosen) => one.id === chosen.id}
        noOptionsText={text('cases.merge.none')}
        renderOption={({ key: _key, ...props }, one) => (
          <Box component="li" {...props} key={one.id}>
            <Box>
              <Typography variant="body2" sx={{ fontWeight: 600 }}>
                {one.title}
              </Typography>
              <Typography variant="caption" sx={{ color: 'text.secondary' }}>
                {text('cases.sessions', { sessions: one.sessions, people: one.people })} ·{' '}
                {text(`cases.severity.${one.severity}`)} · {one.assignee?.name ?? text('cases.nobody')}
              </Typography>
            </Box>
          </Box>
        )}
        renderInput={(params) => (
          <TextField {...params} label={text('cases.merge.which')} autoFocus required />
        )}
      />
    </FormDialog>
  )
}
