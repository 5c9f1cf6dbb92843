import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import { Link as RouterLink } from 'react-router-dom'
import type { Person } from '../../../server/contract/persons.ts'
import { Section } from '../cards/Section.tsx'
import { SlaChip, StateChip } from '../cases/chips/CaseChips.tsx'
import { useText } from '../i18n/useText.ts'
import { caseLink } from '../links/caseLink.ts'

/** Cases with a session of the person, the newest first. */
export const PersonCasesCard = ({ cases }: Pick<Person, 'cases'>) => {
  const text = useText()
  return (
    <Section title={text('menu.cases')}>
      {cases.length === 0 && (
        <Typography sx={{ color: 'text.secondary' }}>{text('persons.cases.none')}</Typography>
      )}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1.25 }}>
        {cases.map((item) => (
          <li key={item.id}>
            <Link component={RouterLink} to={caseLink(item)} sx={{ overflowWrap: 'anywhere' }}>
              {item.title}
            </Link>
            <Box sx={{ display: 'flex', gap: 0.75, mt: 0.5, flexWrap: 'wrap' }}>
              <StateChip state={item.state} />
              <SlaChip {...item} />
            </Box>
          </li>
        ))}
      </Box>
    </Section>
  )
}
