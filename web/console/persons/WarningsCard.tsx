import Chip from '@mui/material/Chip'
import Link from '@mui/material/Link'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { Link as RouterLink } from 'react-router-dom'
import { lookUp } from '../../../server/contract/forms/closedSet.ts'
import type { Person } from '../../../server/contract/persons.ts'
import type { Reaction } from '../../../server/domain/person.ts'
import { SCAM_TYPES } from '../../../server/domain/sessions/decision.ts'
import { MoreButton } from '../cards/MoreButton.tsx'
import { Section } from '../cards/Section.tsx'
import { useText } from '../i18n/useText.ts'
import { Time } from '../time/Time.tsx'

type Warning = Person['warnings'][number]

const ROWS = 10

const REACTION_COLOR = {
  heeded: 'success',
  wentOn: 'error',
  failed: 'warning',
  pending: 'info',
  notShown: 'default',
} as const satisfies Record<Reaction, string>

/** Which warnings were chosen for the person, and what they did then. */
export const WarningsCard = ({ warnings }: Pick<Person, 'warnings'>) => {
  const text = useText()
  const [shown, setShown] = useState(ROWS)
  return (
    <Section title={text('persons.warnings')}>
      {warnings.length === 0 ? (
        <Typography sx={{ color: 'text.secondary' }}>{text('persons.warnings.none')}</Typography>
      ) : (
        <Table size="small" aria-label={text('persons.warnings')}>
          <TableHead>
            <TableRow>
              <TableCell>{text('queue.column.when')}</TableCell>
              <TableCell>{text('persons.warnings.about')}</TableCell>
              <TableCell>{text('queue.column.relyingParty')}</TableCell>
              <TableCell>{text('persons.warnings.then')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {warnings.slice(0, shown).map((warning) => (
              <OneWarning key={warning.sessionId} warning={warning} />
            ))}
          </TableBody>
        </Table>
      )}
      <MoreButton
        more={shown < warnings.length ? { fetch: () => setShown(shown + ROWS), isFetching: false } : null}
      />
    </Section>
  )
}

const OneWarning = ({ warning }: { warning: Warning }) => {
  const text = useText()
  const { sessionId, relyingParty, warningId, at, reaction } = warning
  // An id names the scam and the version of the text.
  const scam = SCAM_TYPES.find((one) => warningId.startsWith(`${one}.`))
  return (
    <TableRow>
      <TableCell>
        <Link component={RouterLink} to={`/sessions/${sessionId}/show`}>
          <Time at={at} />
        </Link>
      </TableCell>
      <TableCell title={warningId}>{scam === undefined ? warningId : text(`scam.${scam}`)}</TableCell>
      <TableCell>{relyingParty}</TableCell>
      <TableCell>
        <Chip
          size="small"
          variant="outlined"
          color={lookUp(REACTION_COLOR, reaction, 'default')}
          label={text(`persons.reaction.${reaction}`)}
        />
      </TableCell>
    </TableRow>
  )
}
