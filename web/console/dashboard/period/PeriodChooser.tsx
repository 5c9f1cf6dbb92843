import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import { type FormEvent, useState } from 'react'
import { useText } from '../../i18n/useText.ts'
import { daysOf, LONGEST_DAYS, NAMED_PERIODS, type Period, type PeriodProblem, problemOf } from './period.ts'

type PeriodChooserProps = { period: Period; onChoose: (period: Period) => void }

/** Today, seven days, four weeks, or any days of one's own. */
export const PeriodChooser = ({ period, onChoose }: PeriodChooserProps) => {
  const text = useText()
  const [isOwnOpen, setIsOwnOpen] = useState(period.kind === 'own')
  const choose = (chosen: Period['kind'] | null) => {
    if (chosen === null) return
    setIsOwnOpen(chosen === 'own')
    if (chosen !== 'own') onChoose({ kind: chosen })
  }
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'start', justifyContent: 'end' }}>
      {isOwnOpen && (
        <OwnPeriod key={JSON.stringify(period)} begin={daysOf(period, new Date())} onChoose={onChoose} />
      )}
      <ToggleButtonGroup
        exclusive
        size="small"
        value={isOwnOpen ? 'own' : period.kind}
        onChange={(_event, chosen: Period['kind'] | null) => choose(chosen)}
        aria-label={text('dashboard.period')}
      >
        {[...NAMED_PERIODS, 'own' as const].map((name) => (
          <ToggleButton key={name} value={name} sx={{ px: 1.5, textTransform: 'none' }}>
            {text(`dashboard.period.${name}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </Box>
  )
}

type OwnPeriodProps = { begin: { from: string; to: string }; onChoose: (period: Period) => void }

const OwnPeriod = ({ begin, onChoose }: OwnPeriodProps) => {
  const text = useText()
  const [days, setDays] = useState(begin)
  const [problem, setProblem] = useState<PeriodProblem | null>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = problemOf(days, new Date())
    setProblem(found)
    if (found === null) onChoose({ kind: 'own', ...days })
  }
  const field = (end: 'from' | 'to') => (
    <TextField
      type="date"
      label={text(`dashboard.period.${end}`)}
      value={days[end]}
      onChange={({ target }) => setDays({ ...days, [end]: target.value })}
      margin="none"
      slotProps={{ inputLabel: { shrink: true } }}
    />
  )
  return (
    <Box component="form" noValidate onSubmit={submit} sx={{ display: 'grid', gap: 1 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        {field('from')}
        {field('to')}
        <Button type="submit" variant="outlined">
          {text('dashboard.period.show')}
        </Button>
      </Box>
      {problem !== null && (
        <Alert severity="error">{text(`dashboard.period.${problem}`, { days: LONGEST_DAYS })}</Alert>
      )}
    </Box>
  )
}
