import Box from '@mui/material/Box'
import type { ModelPage } from '../../../server/contract/models.ts'
import { Section } from '../cards/Section.tsx'
import { useText } from '../i18n/useText.ts'
import { Time } from '../time/Time.tsx'

/** Who had it trained, and who moved it since. */
export const ModelHistory = ({ model }: { model: ModelPage }) => {
  const text = useText()
  const trainer = model.trainedBy ?? text('run.schedule')
  return (
    <Section title={text('model.history')}>
      <Box component="ol" sx={{ m: 0, pl: 2.5, typography: 'body2', display: 'grid', gap: 0.5 }}>
        <li>
          {text('model.history.trained', { by: trainer })} <Time at={model.createdAt} />
        </li>
        {model.changes.map(({ step, by, changedAt }) => (
          <li key={`${step} ${changedAt}`}>
            {text(`model.history.${step}`, { by })} <Time at={changedAt} />
          </li>
        ))}
      </Box>
    </Section>
  )
}
