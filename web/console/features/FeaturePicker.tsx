import Autocomplete from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { everyOf } from '../../../server/domain/everyOf.ts'
import type { FeatureKind } from '../../../server/domain/features/feature.ts'
import { useText } from '../i18n/useText.ts'
import { FEATURE_DESCRIPTIONS, type FeatureDescription, featureNamed } from './registry.ts'
import { searchFeatures } from './searchFeatures.ts'

type FeaturePickerProps = {
  label: string
  /** Empty while none is chosen. */
  value: string
  kinds?: readonly FeatureDescription['kind'][]
  onChoose: (feature: FeatureDescription) => void
}

const ALL_KINDS = everyOf<FeatureKind>()(['number', 'boolean', 'string'])
/** The registry's features by signal, each with its meaning. */
export const FeaturePicker = ({ label, value, kinds = ALL_KINDS, onChoose }: FeaturePickerProps) => {
  const text = useText()
  const options = FEATURE_DESCRIPTIONS.filter(({ kind }) => kinds.some((one) => one === kind))
  return (
    <Autocomplete
      options={options}
      value={featureNamed(value) ?? null}
      filterOptions={(some, { inputValue }) => searchFeatures(some, inputValue === value ? '' : inputValue)}
      groupBy={({ signal }) => text(`feature.signal.${signal}`)}
      getOptionLabel={({ name }) => name}
      isOptionEqualToValue={(option, chosen) => option.name === chosen.name}
      onChange={(_event, chosen) => {
        if (chosen !== null) onChoose(chosen)
      }}
      disableClearable={value !== ''}
      openOnFocus
      size="small"
      renderInput={(parameters) => <TextField {...parameters} label={label} margin="none" />}
      renderOption={({ key, ...properties }, { name, meaning, unit }) => (
        <Box key={key} component="li" {...properties}>
          <Box>
            <Typography variant="body2" sx={{ fontFamily: 'monospace' }}>
              {name}
            </Typography>
            <Typography variant="caption" sx={{ color: 'text.secondary' }}>
              {`${meaning} (${unit})`}
            </Typography>
          </Box>
        </Box>
      )}
      slotProps={{ popper: { sx: { minWidth: 420 } } }}
    />
  )
}
