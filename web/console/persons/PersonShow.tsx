import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Card from '@mui/material/Card'
import Link from '@mui/material/Link'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Title, useLogoutIfAccessDenied } from 'react-admin'
import { Link as RouterLink, useParams } from 'react-router-dom'
import type { Person } from '../../../server/contract/persons.ts'
import { readPerson } from '../api/personsApi.ts'
import { useText } from '../i18n/useText.ts'
import { queueLink } from '../links/queueLink.ts'
import { Time } from '../time/Time.tsx'
import { AccountsCard } from './AccountsCard.tsx'
import { IdentityCard } from './IdentityCard.tsx'
import { PersonCasesCard } from './PersonCasesCard.tsx'
import { RelyingPartiesCard } from './RelyingPartiesCard.tsx'
import { ReportsCard } from './ReportsCard.tsx'
import { RiskCard } from './risk/RiskCard.tsx'
import { WarningsCard } from './WarningsCard.tsx'

/** Who it is stays hidden; what happened to them, and what they did, does not. */
export const PersonShow = () => {
  const text = useText()
  const { id = '' } = useParams()
  const logOutIfDenied = useLogoutIfAccessDenied()
  // Every reading is recorded: the page is read when it is opened and when somebody asks again.
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['person', id],
    queryFn: ({ signal }) => readPerson(id, signal),
    retry: false,
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  })
  useEffect(() => {
    if (error !== null) void logOutIfDenied(error)
  }, [error, logOutIfDenied])
  if (isPending) return <Skeleton variant="rounded" height={400} sx={{ mt: 2 }} />
  if (data === undefined) {
    return (
      <Alert
        severity="error"
        sx={{ mt: 2 }}
        action={
          <Button color="inherit" size="small" onClick={() => void refetch()}>
            {text('queue.retry')}
          </Button>
        }
      >
        {error?.message ?? text('page.error')}
      </Alert>
    )
  }
  return <PersonBody key={id} person={data} />
}

const COLUMN = { display: 'grid', gap: 2, minWidth: 0 } as const

const PersonBody = ({ person }: { person: Person }) => {
  const text = useText()
  const title = text('persons.title', { pseudonym: person.pseudonym })
  return (
    <Box sx={{ display: 'grid', gap: 2, mt: 2 }}>
      <Title title={title} />
      <Card sx={{ p: 2, display: 'flex', gap: 2, flexWrap: 'wrap', justifyContent: 'space-between' }}>
        <Box>
          <Typography variant="h5" component="h1">
            {title}
          </Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary', mt: 0.5 }}>
            {text('persons.knownSince')} <Time at={person.knownSince} /> ·{' '}
            <Link component={RouterLink} to={queueLink({ tab: 'all', filter: { subjectId: person.id } })}>
              {text('persons.sessions')}
            </Link>
          </Typography>
        </Box>
        <IdentityCard personId={person.id} />
      </Card>
      {person.isCut && <Alert severity="info">{text('persons.isCut')}</Alert>}
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          alignItems: 'start',
          gridTemplateColumns: { xs: '1fr', md: 'minmax(0, 2fr) minmax(280px, 1fr)' },
        }}
      >
        <Box sx={COLUMN}>
          <RiskCard risk={person.risk} since={person.since} />
          <WarningsCard warnings={person.warnings} />
          <RelyingPartiesCard relyingParties={person.relyingParties} />
        </Box>
        <Box sx={COLUMN}>
          <PersonCasesCard cases={person.cases} />
          <AccountsCard accounts={person.accounts} />
          <ReportsCard reports={person.reports} />
        </Box>
      </Box>
    </Box>
  )
}
