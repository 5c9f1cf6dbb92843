import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import { useState } from 'react'
import { useCanAccess } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import type { RelatedSessions } from '../../../../server/contract/campaigns.ts'
import { MoreButton } from '../../cards/MoreButton.tsx'
import { useText } from '../../i18n/useText.ts'

const ROWS = 20
const SHORT = 8

/** The other sessions one by one, closed until somebody wants to look. */
export const OthersTable = ({ others }: Pick<RelatedSessions, 'others'>) => {
  const text = useText()
  const { canAccess: mayOpenPersons = false } = useCanAccess({ resource: 'persons', action: 'show' })
  const [shown, setShown] = useState(ROWS)
  return (
    <Box component="details" sx={{ mt: 1, '& summary': { cursor: 'pointer', color: 'text.secondary' } }}>
      <summary>{text('whoElse.list', { smart_count: others.length })}</summary>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{text('session.facts.id')}</TableCell>
            <TableCell>{text('queue.column.person')}</TableCell>
            <TableCell>{text('whoElse.column.shares')}</TableCell>
            <TableCell>{text('whoElse.column.case')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {others.slice(0, shown).map(({ sessionId, personId, shares, caseId }) => (
            <TableRow key={sessionId}>
              <TableCell sx={{ fontFamily: 'monospace' }}>
                <Link component={RouterLink} to={`/sessions/${sessionId}/show`}>
                  …{sessionId.slice(-SHORT)}
                </Link>
              </TableCell>
              <TableCell>
                {personId === null
                  ? text('person.nobody')
                  : mayOpenPersons && (
                      <Link component={RouterLink} to={`/persons/${personId}/show`}>
                        {text('persons.open')}
                      </Link>
                    )}
              </TableCell>
              <TableCell>{shares.map((kind) => text(`whoElse.kind.${kind}`)).join(', ')}</TableCell>
              <TableCell>
                {caseId !== null && (
                  <Link component={RouterLink} to={`/cases/${caseId}/show`}>
                    {text('whoElse.otherCase')}
                  </Link>
                )}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <MoreButton
        more={shown < others.length ? { fetch: () => setShown(shown + ROWS), isFetching: false } : null}
      />
    </Box>
  )
}
