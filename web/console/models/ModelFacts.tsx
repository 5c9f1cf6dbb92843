import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { Model } from '../../../server/contract/models.ts'
import { Facts } from '../cards/Facts.tsx'
import { Section } from '../cards/Section.tsx'
import { useText } from '../i18n/useText.ts'
import { Time } from '../time/Time.tsx'

/** What it learnt from, and how that can be told again. */
export const ModelFacts = ({ model }: { model: Model }) => {
  const text = useText()
  const { training, validation, rows } = model
  const counted = ({ rows: all, frauds, assumed }: Model['rows']['training']) =>
    text('model.rows', { rows: all, frauds, assumed })
  return (
    <Section title={text('model.facts')}>
      <Facts
        rows={[
          [
            text('model.training'),
            <>
              <Time at={training.from} /> – <Time at={training.to} />: {counted(rows.training)}
            </>,
          ],
          [
            text('model.validation'),
            <>
              <Time at={validation.from} /> – <Time at={validation.to} />: {counted(rows.validation)}
            </>,
          ],
          [text('model.gap'), rows.gap],
          [text('model.kind'), model.kind],
          [text('model.ruleSet'), model.ruleSetVersion],
          [text('model.backend'), model.backend],
          [text('model.digest'), <code key="digest">{model.dataDigest}</code>],
        ]}
      />
      <Box component="details" sx={{ mt: 2, typography: 'body2', '& summary': { cursor: 'pointer' } }}>
        <summary>{text('model.features', { count: model.features.length })}</summary>
        <Typography variant="caption" sx={{ overflowWrap: 'anywhere' }}>
          {model.features.join(', ')}
        </Typography>
      </Box>
    </Section>
  )
}
