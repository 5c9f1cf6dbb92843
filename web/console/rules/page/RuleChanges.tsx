import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { RulePage } from '../../../../server/contract/rules.ts'
import { Section } from '../../cards/Section.tsx'
import { useText } from '../../i18n/useText.ts'
import { Time } from '../../time/Time.tsx'
import { RuleStateChip } from '../steps/RuleStateChip.tsx'
import { RuleStepButtons } from '../steps/RuleStepButtons.tsx'

/** Every version, newest first: who wrote it, and what became of it. Retired ones may come back as drafts. */
export const RuleChanges = ({ rule }: { rule: RulePage }) => {
  const text = useText()
  return (
    <Section title={text('rule.versions')}>
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 2 }}>
        {rule.versions.map((version) => (
          <Box component="li" key={version.id}>
            <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', mb: 0.5 }}>
              <Typography sx={{ fontWeight: 650 }}>
                {text('rule.version', { number: version.number })}
              </Typography>
              <RuleStateChip state={version.state} />
            </Box>
            {version.note !== null && <Typography variant="body2">{version.note}</Typography>}
            <Box component="ul" sx={{ m: 0, pl: 2, typography: 'body2', color: 'text.secondary' }}>
              {rule.changes
                .filter(({ versionId }) => versionId === version.id)
                .map(({ to, by, at }) => (
                  <li key={`${to} ${at}`}>
                    {text(`rule.changed.${to}`, { by: by ?? text('rule.program') })} <Time at={at} />
                  </li>
                ))}
            </Box>
            {version.state === 'retired' && (
              <Box sx={{ mt: 0.5 }}>
                <RuleStepButtons version={version} proposal={rule.proposal} />
              </Box>
            )}
          </Box>
        ))}
      </Box>
    </Section>
  )
}
