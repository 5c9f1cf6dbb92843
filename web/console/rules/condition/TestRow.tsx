import CloseIcon from '@mui/icons-material/Close'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import { FeatureHelp } from '../../features/FeatureHelp.tsx'
import { FeaturePicker } from '../../features/FeaturePicker.tsx'
import { featureNamed } from '../../features/registry.ts'
import { useText } from '../../i18n/useText.ts'
import { type Condition, type FeatureTest, firstTest } from './condition.ts'
import { FlagValue, NumberValue, WordValue } from './TestValue.tsx'

type TestRowProps = {
  test: Exclude<Condition, { is: 'group' }>
  place: string
  onChange: (test: FeatureTest) => void
  onRemove: () => void
}

/** Feature, operator, value, and what the feature means. */
export const TestRow = ({ test, place, onChange, onRemove }: TestRowProps) => {
  const text = useText()
  const feature = test.is === 'unset' ? undefined : featureNamed(test.feature)
  return (
    <Box role="group" aria-label={text('condition.test', { place })}>
      <Box
        sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'start', position: 'relative', pr: 5 }}
      >
        <Box sx={{ flex: '1 1 220px', maxWidth: 360 }}>
          <FeaturePicker
            label={text('condition.feature')}
            value={feature?.name ?? ''}
            onChoose={({ name, kind }) => onChange(firstTest(name, kind))}
          />
        </Box>
        {test.is === 'number' && <NumberValue test={test} unit={feature?.unit ?? ''} onChange={onChange} />}
        {test.is === 'flag' && <FlagValue test={test} onChange={onChange} />}
        {test.is === 'word' && <WordValue test={test} feature={feature} onChange={onChange} />}
        <IconButton
          size="small"
          aria-label={text('condition.removeTest', { place })}
          onClick={onRemove}
          sx={{ position: 'absolute', top: 2, right: 0 }}
        >
          <CloseIcon fontSize="small" />
        </IconButton>
      </Box>
      {feature !== undefined && <FeatureHelp feature={feature} />}
    </Box>
  )
}
