import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { SessionPage } from '../../../../server/contract/sessions.ts'
import { Section } from '../../cards/Section.tsx'
import { useText } from '../../i18n/useText.ts'
import { span } from '../../time/span.ts'
import { Time } from '../../time/Time.tsx'
import { way } from './way.ts'

export const WayCard = ({ session }: { session: SessionPage }) => {
  const text = useText()
  const start = Date.parse(session.times.occurredAt)
  return (
    <Section title={text('session.way')}>
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {way(session, text).map((step, index) => (
          <Box
            component="li"
            key={`${step.at} ${step.words}`}
            sx={{
              position: 'relative',
              pl: 3,
              pb: 1.5,
              borderLeft: 2,
              borderColor: 'divider',
              ml: '6px',
              '&:last-of-type': { pb: 0, borderColor: 'transparent' },
            }}
          >
            <Box
              sx={{
                position: 'absolute',
                left: -7,
                top: 4,
                width: 12,
                height: 12,
                borderRadius: '50%',
                bgcolor: 'primary.main',
              }}
            />
            <Typography variant="body2" sx={{ fontWeight: 600 }}>
              {step.words}
            </Typography>
            <Typography variant="caption" sx={{ color: 'text.secondary' }}>
              <Time at={step.at} />
              {index > 0 && ` · +${span(Date.parse(step.at) - start)}`}
            </Typography>
            {step.comment !== undefined && (
              <Typography variant="body2" sx={{ fontStyle: 'italic', overflowWrap: 'anywhere' }}>
                {step.comment}
              </Typography>
            )}
          </Box>
        ))}
      </Box>
    </Section>
  )
}
