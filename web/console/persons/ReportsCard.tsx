import Box from '@mui/material/Box'
import Chip from '@mui/material/Chip'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import { Link as RouterLink } from 'react-router-dom'
import type { Person } from '../../../server/contract/persons.ts'
import { Section } from '../cards/Section.tsx'
import { useText } from '../i18n/useText.ts'
import { Time } from '../time/Time.tsx'

/** What the person said was not them. */
export const ReportsCard = ({ reports }: Pick<Person, 'reports'>) => {
  const text = useText()
  return (
    <Section title={text('persons.reports')}>
      {reports.length === 0 && (
        <Typography sx={{ color: 'text.secondary' }}>{text('persons.reports.none')}</Typography>
      )}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1 }}>
        {reports.map(({ sessionId, relyingParty, reportedAt, wasCompleted }) => (
          <Box
            component="li"
            key={sessionId}
            sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}
          >
            <Link component={RouterLink} to={`/sessions/${sessionId}/show`}>
              <Time at={reportedAt} />
            </Link>
            <Typography variant="body2">{relyingParty}</Typography>
            {wasCompleted && <Chip size="small" color="error" label={text('persons.reports.completed')} />}
          </Box>
        ))}
      </Box>
    </Section>
  )
}
