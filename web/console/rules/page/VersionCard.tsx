import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { RuleVersion } from '../../../../server/contract/rules.ts'
import { Facts } from '../../cards/Facts.tsx'
import { Section } from '../../cards/Section.tsx'
import { useText } from '../../i18n/useText.ts'
import { effectInFull } from '../list/effectText.ts'

/** What one version says. */
export const VersionCard = ({ version }: { version: RuleVersion }) => {
  const text = useText()
  return (
    <Section
      title={text('rule.versionTitle', {
        number: version.number,
        state: text(`rule.state.${version.state}`),
      })}
    >
      <Typography sx={{ mb: 1.5 }}>{version.sentence}</Typography>
      <Box
        component="pre"
        tabIndex={0}
        aria-label={text('condition.code')}
        sx={{
          m: 0,
          mb: 2,
          p: 1.5,
          fontFamily: 'monospace',
          fontSize: 13,
          whiteSpace: 'pre-wrap',
          bgcolor: 'action.hover',
          borderRadius: 1,
        }}
      >
        {version.condition}
      </Box>
      <Facts
        rows={[
          [text('rule.effect'), effectInFull(version.effect, text)],
          [text('rule.pattern'), text(`rule.pattern.${version.pattern}`)],
          [text('rule.scamType'), text(`scam.${version.scamType}`)],
          [text('rule.reasonCode'), version.reasonCode],
          [text('rule.stage'), text(`rule.stage.${version.stage ?? 'both'}`)],
          [text('rule.author'), version.author ?? text('rule.program')],
          [text('rule.note'), version.note],
        ]}
      />
    </Section>
  )
}
