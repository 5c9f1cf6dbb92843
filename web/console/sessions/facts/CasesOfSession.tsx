import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import { useQuery } from '@tanstack/react-query'
import { useCanAccess } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import { casesOfSession } from '../../api/casesApi.ts'
import { useText } from '../../i18n/useText.ts'
import { caseLink } from '../../links/caseLink.ts'

/** The ways from a session to its cases. */
export const CasesOfSession = ({ sessionId }: { sessionId: string }) => {
  const text = useText()
  const { canAccess = false } = useCanAccess({ resource: 'cases', action: 'show' })
  const { data = [] } = useQuery({
    queryKey: ['casesOfSession', sessionId],
    queryFn: ({ signal }) => casesOfSession(sessionId, signal),
    enabled: canAccess,
  })
  if (data.length === 0) return <span>{text('persons.cases.none')}</span>
  return (
    <Box sx={{ display: 'grid' }}>
      {data.map((item) => (
        <Link key={item.id} component={RouterLink} to={caseLink(item)}>
          {item.title} ({text(`cases.state.${item.state}`)})
        </Link>
      ))}
    </Box>
  )
}
