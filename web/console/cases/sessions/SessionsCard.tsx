import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import Chip from '@mui/material/Chip'
import Link from '@mui/material/Link'
import Skeleton from '@mui/material/Skeleton'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import { useState } from 'react'
import { Link as RouterLink } from 'react-router-dom'
import type { CasePage, CaseSession } from '../../../../server/contract/cases.ts'
import { MoreButton } from '../../cards/MoreButton.tsx'
import { Section } from '../../cards/Section.tsx'
import { useText } from '../../i18n/useText.ts'
import { PersonLink } from '../../links/PersonLink.tsx'
import { OutcomeChip } from '../../scores/OutcomeChip.tsx'
import { percent } from '../../scores/percent.ts'
import { Time } from '../../time/Time.tsx'
import { useCaseSessions } from '../data/useCaseSessions.ts'
import { SplitDialog } from './SplitDialog.tsx'

type SessionsCardProps = { item: CasePage; mayChange: boolean; onSplit: (made: CasePage) => void }

/** What the case is about, newest first. Some of it may be split off into a case of its own. */
export const SessionsCard = ({ item, mayChange, onSplit }: SessionsCardProps) => {
  const text = useText()
  const { rows: sessions, error, isPending, more } = useCaseSessions(item.id)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [isSplitting, setIsSplitting] = useState(false)
  const ids = sessions.filter(({ id }) => chosen.has(id)).map(({ id }) => id)
  const mayChoose = mayChange && item.sessions > 1
  const toggle = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
  }

  return (
    <Section title={text('cases.sessions', { sessions: item.sessions, people: item.people })}>
      {error !== null && <Alert severity="error">{error.message}</Alert>}
      {isPending && <Skeleton variant="rounded" height={120} />}
      {ids.length > 0 && (
        <Box sx={{ mb: 1 }}>
          <Button size="small" variant="outlined" onClick={() => setIsSplitting(true)}>
            {text('cases.split.button', { smart_count: ids.length })}
          </Button>
        </Box>
      )}
      {sessions.length > 0 && (
        <TableContainer>
          <Table size="small" aria-label={text('cases.column.sessions')} sx={DENSE}>
            <TableHead>
              <TableRow>
                {mayChoose && <TableCell padding="none">{text('queue.column.choose')}</TableCell>}
                <TableCell>{text('queue.column.when')}</TableCell>
                <TableCell>{text('queue.column.state')}</TableCell>
                <TableCell align="right">{text('queue.column.risk')}</TableCell>
                <TableCell>{text('queue.column.relyingParty')}</TableCell>
                <TableCell>{text('queue.column.person')}</TableCell>
                <TableCell>{text('cases.column.fate')}</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {sessions.map((session) => (
                <SessionRow
                  key={session.id}
                  session={session}
                  isChosen={mayChoose ? chosen.has(session.id) : null}
                  onChoose={() => toggle(session.id)}
                />
              ))}
            </TableBody>
          </Table>
        </TableContainer>
      )}
      <MoreButton more={more} />
      {isSplitting && (
        <SplitDialog
          item={item}
          sessionIds={ids}
          onClose={(made) => {
            setIsSplitting(false)
            if (made === null) return
            setChosen(new Set())
            onSplit(made)
          }}
        />
      )}
    </Section>
  )
}

/** Seven columns beside the notes, on a tablet too. */
const DENSE = { '& th, & td': { px: 1 } } as const

type SessionRowProps = { session: CaseSession; isChosen: boolean | null; onChoose: () => void }

const SessionRow = ({ session, isChosen, onChoose }: SessionRowProps) => {
  const text = useText()
  const { endResult, disposition, reportedAt, review } = session
  const fate = endResult === null ? text(`state.${session.state}`) : text(`end.${endResult}`)
  // Blocked is blocked: what the relying party is told instead says nothing more.
  const isTold = session.state === 'BLOCKED'
  return (
    <TableRow hover>
      {isChosen !== null && (
        <TableCell padding="none">
          <Checkbox
            size="small"
            checked={isChosen}
            onChange={onChoose}
            slotProps={{ input: { 'aria-label': text('queue.choose') } }}
          />
        </TableCell>
      )}
      <TableCell sx={{ whiteSpace: 'nowrap' }}>
        <Link component={RouterLink} to={`/sessions/${session.id}/show`}>
          <Time at={session.occurredAt} />
        </Link>
      </TableCell>
      <TableCell>
        {session.outcome === null ? text('queue.notDecided') : <OutcomeChip outcome={session.outcome} />}
      </TableCell>
      <TableCell align="right" sx={{ fontVariantNumeric: 'tabular-nums' }}>
        {session.score === null ? '' : percent(session.score)}
      </TableCell>
      <TableCell>
        {session.relyingParty}
        <Box component="span" sx={{ color: 'text.secondary' }}>
          , {text(`kind.${session.kind}`)}
        </Box>
      </TableCell>
      <TableCell>
        <PersonLink person={session.person} />
      </TableCell>
      <TableCell>
        <Box sx={{ display: 'flex', gap: 0.5, flexWrap: 'wrap', alignItems: 'center' }}>
          {!isTold && fate}
          {review !== null && (
            <Chip size="small" variant="outlined" label={text(`cases.reviewed.${review}`)} />
          )}
          {reportedAt !== null && <Chip size="small" color="error" label={text('cases.reported')} />}
          {disposition !== null && <Chip size="small" label={text(`disposition.${disposition}`)} />}
        </Box>
      </TableCell>
    </TableRow>
  )
}
