import Autocomplete from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CaseItem } from '../../../server/contract/cases.ts'
import { findOpenCases } from '../api/caseWorkApi.ts'
import { TEAM_KEY, writeHandover } from '../api/teamApi.ts'
import { useCaseForm } from '../cases/data/useCaseForm.ts'
import { FormDialog } from '../dialogs/FormDialog.tsx'
import { useText } from '../i18n/useText.ts'
import { idsIn, type Shift, shiftUntil, toShift } from './shift.ts'

const ENDS = ['from', 'to'] as const
const NO_CASES: CaseItem[] = []

/** What the next shift has to know, with the cases and sessions that it is about. */
export const HandoverDialog = ({ onClose }: { onClose: () => void }) => {
  const text = useText()
  const [words, setWords] = useState('')
  const [shift, setShift] = useState<Shift>(() => shiftUntil(new Date()))
  const [cases, setCases] = useState<CaseItem[]>(NO_CASES)
  const [sessions, setSessions] = useState('')
  const { isBusy, problem, setProblem, send } = useCaseForm(onClose)

  const submit = () => {
    const worked = toShift(shift)
    if (words.trim() === '') return setProblem(text('team.handover.missing'))
    if (worked === null) return setProblem(text('team.handover.badShift'))
    const note = {
      text: words.trim(),
      shift: worked,
      caseIds: cases.map(({ id }) => id),
      sessionIds: idsIn(sessions),
    }
    void send(() => writeHandover(note), text('team.handover.done'))
  }

  return (
    <FormDialog
      title={text('team.handover.title')}
      about={text('team.handover.about')}
      submit={text('team.handover.submit')}
      isBusy={isBusy}
      problem={problem}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label={text('team.handover.words')}
        value={words}
        onChange={({ target }) => setWords(target.value)}
        required
        autoFocus
        multiline
        minRows={5}
        helperText={text('case.sendKey')}
        slotProps={{ htmlInput: { maxLength: 10_000 } }}
      />
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: '1fr 1fr' }}>
        {ENDS.map((end) => (
          <TextField
            key={end}
            type="datetime-local"
            label={text(`team.handover.${end}`)}
            value={shift[end]}
            onChange={({ target }) => setShift({ ...shift, [end]: target.value })}
            slotProps={{ inputLabel: { shrink: true } }}
          />
        ))}
      </Box>
      <CasesField chosen={cases} onChoose={setCases} />
      <TextField
        label={text('team.handover.sessions')}
        value={sessions}
        onChange={({ target }) => setSessions(target.value)}
        helperText={text('team.handover.sessionsFound', { smart_count: idsIn(sessions).length })}
      />
    </FormDialog>
  )
}

type CasesFieldProps = { chosen: CaseItem[]; onChoose: (cases: CaseItem[]) => void }

const CasesField = ({ chosen, onChoose }: CasesFieldProps) => {
  const text = useText()
  const [typed, setTyped] = useState('')
  const found = useQuery({
    queryKey: [...TEAM_KEY, 'openCases', typed],
    queryFn: ({ signal }) => findOpenCases(typed, signal),
  })
  return (
    <Autocomplete
      multiple
      size="small"
      value={chosen}
      onChange={(_event, cases) => onChoose(cases)}
      inputValue={typed}
      onInputChange={(_event, words) => setTyped(words)}
      options={found.data ?? NO_CASES}
      loading={found.isPending}
      loadingText={text('team.handover.searching')}
      noOptionsText={text('team.handover.noCase')}
      // The server found them by more than their titles.
      filterOptions={(cases) => cases}
      getOptionLabel={({ title }) => title}
      getOptionKey={({ id }) => id}
      isOptionEqualToValue={(one, other) => one.id === other.id}
      renderInput={(field) => <TextField {...field} label={text('team.handover.cases')} />}
    />
  )
}
