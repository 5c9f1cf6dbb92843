import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import type { Person } from '../../../server/contract/persons.ts'
import { Section } from '../cards/Section.tsx'
import { useText } from '../i18n/useText.ts'
import { Time } from '../time/Time.tsx'

export const RelyingPartiesCard = ({ relyingParties }: Pick<Person, 'relyingParties'>) => {
  const text = useText()
  return (
    <Section title={text('persons.relyingParties')}>
      {relyingParties.length === 0 ? (
        <Typography sx={{ color: 'text.secondary' }}>{text('persons.relyingParties.none')}</Typography>
      ) : (
        <Table size="small" aria-label={text('persons.relyingParties')}>
          <TableHead>
            <TableRow>
              <TableCell>{text('queue.column.relyingParty')}</TableCell>
              <TableCell align="right">{text('cases.column.sessions')}</TableCell>
              <TableCell align="right">{text('persons.interrupted')}</TableCell>
              <TableCell>{text('persons.last')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {relyingParties.map(({ id, name, sessions, interrupted, lastAt }) => (
              <TableRow key={id}>
                <TableCell>{name}</TableCell>
                <TableCell align="right">{sessions}</TableCell>
                <TableCell align="right">{interrupted}</TableCell>
                <TableCell>
                  <Time at={lastAt} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Section>
  )
}
