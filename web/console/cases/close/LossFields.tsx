import Autocomplete from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import FormControl from '@mui/material/FormControl'
import FormControlLabel from '@mui/material/FormControlLabel'
import FormHelperText from '@mui/material/FormHelperText'
import FormLabel from '@mui/material/FormLabel'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import TextField from '@mui/material/TextField'
import { useText } from '../../i18n/useText.ts'
import type { ClosingField, ClosingForm } from './closingForm.ts'
import { CURRENCIES } from './money.ts'

type LossFieldsProps = {
  form: ClosingForm
  onChange: (part: Partial<ClosingForm>) => void
  /** What is wrong with a field, once it was tried. */
  problemOf: (field: ClosingField) => string | null
}

/** Whether money moved, and where it did, how much, and how much came back. */
export const LossFields = ({ form, onChange, problemOf }: LossFieldsProps) => {
  const text = useText()
  const amountProblem = problemOf('amount')
  const currencyProblem = problemOf('currency')
  const recoveredProblem = problemOf('recovered')
  return (
    <>
      <FormControl error={problemOf('moneyMoved') !== null}>
        <FormLabel id="closing-money" required>
          {text('cases.moneyMoved')}
        </FormLabel>
        <RadioGroup
          row
          aria-labelledby="closing-money"
          value={form.hasMoneyMoved === null ? '' : String(form.hasMoneyMoved)}
          onChange={(_event, value) => onChange({ hasMoneyMoved: value === 'true' })}
        >
          <FormControlLabel
            value="true"
            control={<Radio size="small" />}
            label={text('cases.moneyMoved.yes')}
          />
          <FormControlLabel
            value="false"
            control={<Radio size="small" />}
            label={text('cases.moneyMoved.no')}
          />
        </RadioGroup>
        {problemOf('moneyMoved') !== null && <FormHelperText>{problemOf('moneyMoved')}</FormHelperText>}
      </FormControl>
      {form.hasMoneyMoved === true && (
        <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: '1fr 110px 1fr', alignItems: 'start' }}>
          <TextField
            required
            label={text('cases.loss.amount')}
            value={form.amount}
            onChange={(event) => onChange({ amount: event.target.value })}
            error={amountProblem !== null}
            helperText={amountProblem}
            slotProps={{ htmlInput: { inputMode: 'decimal' } }}
          />
          <Autocomplete
            freeSolo
            disableClearable
            options={[...CURRENCIES]}
            inputValue={form.currency}
            onInputChange={(_event, value) => onChange({ currency: value.toUpperCase() })}
            renderInput={(params) => (
              <TextField
                {...params}
                required
                label={text('cases.loss.currency')}
                error={currencyProblem !== null}
                helperText={currencyProblem}
              />
            )}
          />
          <TextField
            label={text('cases.loss.recovered')}
            value={form.recovered}
            onChange={(event) => onChange({ recovered: event.target.value })}
            error={recoveredProblem !== null}
            helperText={recoveredProblem ?? text('cases.loss.recovered.help')}
            slotProps={{ htmlInput: { inputMode: 'decimal' } }}
          />
        </Box>
      )}
    </>
  )
}
