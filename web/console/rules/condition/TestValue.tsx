/** What a feature is held against, by its kind. */
import Autocomplete from '@mui/material/Autocomplete'
import InputAdornment from '@mui/material/InputAdornment'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { type FeatureDescription, wordsOf } from '../../features/registry.ts'
import { useText } from '../../i18n/useText.ts'
import {
  type FeatureTest,
  type FlagTest,
  NUMBER_OPERATORS,
  type NumberTest,
  type WordTest,
} from './condition.ts'

type ValueProps<Test extends FeatureTest> = { test: Test; onChange: (test: Test) => void }

export const NumberValue = ({ test, unit, onChange }: ValueProps<NumberTest> & { unit: string }) => {
  const text = useText()
  return (
    <>
      <TextField
        select
        label={text('condition.operator')}
        value={test.operator}
        onChange={({ target }) => {
          const operator = NUMBER_OPERATORS.find((one) => one === target.value)
          if (operator !== undefined) onChange({ ...test, operator })
        }}
        margin="none"
        sx={{ minWidth: 148 }}
      >
        {NUMBER_OPERATORS.map((operator) => (
          <MenuItem key={operator} value={operator}>
            {text(`condition.operator.${operator}`)}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        type="number"
        label={text('condition.value')}
        value={test.value ?? ''}
        onChange={(event) => {
          const value = Number(event.target.value)
          onChange({ ...test, value: event.target.value === '' || !Number.isFinite(value) ? null : value })
        }}
        margin="none"
        error={test.value === null}
        slotProps={{
          htmlInput: { step: 'any' },
          input: { endAdornment: <InputAdornment position="end">{unit}</InputAdornment> },
        }}
        sx={{ width: 190 }}
      />
    </>
  )
}

export const FlagValue = ({ test, onChange }: ValueProps<FlagTest>) => {
  const text = useText()
  return (
    <TextField
      select
      label={text('condition.value')}
      value={test.value ? 'yes' : 'no'}
      onChange={({ target }) => onChange({ ...test, value: target.value === 'yes' })}
      margin="none"
      sx={{ minWidth: 148 }}
    >
      <MenuItem value="yes">{text('condition.flag.yes')}</MenuItem>
      <MenuItem value="no">{text('condition.flag.no')}</MenuItem>
    </TextField>
  )
}

type WordValueProps = ValueProps<WordTest> & { feature: FeatureDescription | undefined }

export const WordValue = ({ test, feature, onChange }: WordValueProps) => {
  const text = useText()
  return (
    <>
      <TextField
        select
        label={text('condition.operator')}
        value={test.isIn ? 'isIn' : 'isNotIn'}
        onChange={({ target }) => onChange({ ...test, isIn: target.value === 'isIn' })}
        margin="none"
        sx={{ minWidth: 148 }}
      >
        <MenuItem value="isIn">{text('condition.word.isIn')}</MenuItem>
        <MenuItem value="isNotIn">{text('condition.word.isNotIn')}</MenuItem>
      </TextField>
      <Autocomplete
        multiple
        freeSolo
        autoSelect
        options={feature === undefined ? [] : wordsOf(feature)}
        value={[...test.values]}
        onChange={(_event, values) => onChange({ ...test, values })}
        size="small"
        renderInput={(parameters) => (
          <TextField
            {...parameters}
            label={text('condition.value')}
            margin="none"
            error={test.values.length === 0}
          />
        )}
        sx={{ minWidth: 220, flex: '1 1 220px', maxWidth: 360 }}
      />
    </>
  )
}
