import Typography from '@mui/material/Typography'
import { useText } from '../i18n/useText.ts'
import type { FeatureDescription } from './registry.ts'

/** What a feature means, in what unit, over what time, how exact, and of what kind of personal data. */
export const FeatureHelp = ({ feature }: { feature: FeatureDescription }) => {
  const text = useText()
  const { meaning, kind, unit, window, accuracy, personalData } = feature
  const facts = [
    kind === 'boolean' ? '' : text('feature.unit', { unit }),
    window === null ? '' : text('feature.window', { window }),
    text(`feature.accuracy.${accuracy}`),
    personalData === 'none'
      ? ''
      : text('feature.personalData', { category: text(`feature.data.${personalData}`) }),
  ]
  return (
    <Typography variant="caption" component="p" sx={{ color: 'text.secondary', m: 0 }}>
      {`${meaning}. ${facts.filter((fact) => fact !== '').join(' ')}`}
    </Typography>
  )
}
