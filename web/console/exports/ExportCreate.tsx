import Box from '@mui/material/Box'
import Chip from '@mui/material/Chip'
import Typography from '@mui/material/Typography'
import {
  Create,
  DateTimeInput,
  required,
  SaveButton,
  SimpleForm,
  Toolbar,
  useNotify,
  useRedirect,
} from 'react-admin'
import { useFormContext } from 'react-hook-form'
import { useText } from '../i18n/useText.ts'

const DAY_MS = 86_400_000
const PERIODS = { day: 1, week: 7, month: 30 } as const
const PERIOD_NAMES = ['day', 'week', 'month'] as const

function lastDays(days: number): { from: Date; to: Date } {
  const to = new Date()
  return { from: new Date(to.getTime() - days * DAY_MS), to }
}

function iso(value: unknown): unknown {
  return value instanceof Date || typeof value === 'string' ? new Date(value).toISOString() : value
}

export const ExportCreate = () => {
  const text = useText()
  const notify = useNotify()
  const redirect = useRedirect()
  return (
    <Create
      title={text('exports.new')}
      transform={(data: Record<string, unknown>) => ({ from: iso(data.from), to: iso(data.to) })}
      mutationOptions={{
        onSuccess: () => {
          notify(text('exports.created'), { type: 'success' })
          redirect('list', 'exports')
        },
      }}
    >
      <SimpleForm
        defaultValues={lastDays(PERIODS.week)}
        toolbar={
          <Toolbar sx={{ bgcolor: 'transparent' }}>
            <SaveButton label={text('exports.submit')} alwaysEnable />
          </Toolbar>
        }
      >
        <Typography sx={{ color: 'text.secondary', mb: 2, maxWidth: 560 }}>
          {text('exports.about')}
        </Typography>
        <PeriodChips />
        <DateTimeInput source="from" label={text('exports.from')} validate={required()} />
        <DateTimeInput source="to" label={text('exports.to')} validate={required()} />
      </SimpleForm>
    </Create>
  )
}

const PeriodChips = () => {
  const text = useText()
  const { setValue } = useFormContext()
  const choose = (days: number) => {
    const { from, to } = lastDays(days)
    setValue('from', from, { shouldDirty: true })
    setValue('to', to, { shouldDirty: true })
  }
  return (
    <Box sx={{ display: 'flex', gap: 1, mb: 1 }}>
      {PERIOD_NAMES.map((name) => (
        <Chip key={name} label={text(`exports.period.${name}`)} onClick={() => choose(PERIODS[name])} />
      ))}
    </Box>
  )
}
