import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import Skeleton from '@mui/material/Skeleton'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ArtefactOfCase, RelatedSessions } from '../../../../server/contract/campaigns.ts'
import type { CasePage } from '../../../../server/contract/cases.ts'
import { isMember } from '../../../../server/contract/forms/closedSet.ts'
import { ARTEFACT_KINDS, type Artefact } from '../../../../server/domain/sessions/artefact.ts'
import { addOthers, showRelated } from '../../api/caseWorkApi.ts'
import { Section } from '../../cards/Section.tsx'
import { useText } from '../../i18n/useText.ts'
import { useCaseChange } from '../data/useCaseChange.ts'
import { OtherCases } from './OtherCases.tsx'
import { OthersTable } from './OthersTable.tsx'

const DIGEST_SHOWN = 6

/** Who else met, in 30 days, what the attacker of this case left behind; they join in one step. */
export const RelatedSessionsCard = ({ item, mayAdd }: { item: CasePage; mayAdd: boolean }) => {
  const text = useText()
  const { changeAtOnce } = useCaseChange()
  const [ties, setTies] = useState<Artefact[] | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const { data, error } = useQuery({
    queryKey: ['case', item.id, 'whoElse', ties],
    queryFn: ({ signal }) => showRelated(item.id, ties, signal),
    placeholderData: keepPreviousData,
  })
  const free = data?.others.filter(({ caseId }) => caseId === null).length ?? 0

  const add = async () => {
    setIsBusy(true)
    await changeAtOnce(() => addOthers(item, ties), text('whoElse.added', { smart_count: free }))
    setIsBusy(false)
  }
  // What was chosen shows at once; the counts follow when the server has looked.
  const isTying = (artefact: ArtefactOfCase) =>
    ties === null
      ? artefact.ties
      : ties.some(({ kind, key }) => kind === artefact.kind && key === artefact.key)
  const toggle = (artefact: ArtefactOfCase) => {
    const tying = (data?.artefacts ?? [])
      .filter((one) => isTying(one) !== (one === artefact))
      .flatMap(({ kind, key }) => (isMember(ARTEFACT_KINDS, kind) ? [{ kind, key }] : []))
    // At least one ties: without any, the question would be the first one again.
    if (tying.length > 0) setTies(tying)
  }

  return (
    <Section title={text('whoElse.title')}>
      {error !== null && <Alert severity="error">{error.message}</Alert>}
      {data === undefined && error === null && <Skeleton variant="rounded" height={120} />}
      {data !== undefined && (
        <>
          <Artefacts found={data} isTying={isTying} onToggle={toggle} />
          <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', flexWrap: 'wrap', mt: 1.5 }}>
            <Typography variant="body2" sx={{ fontWeight: 600 }}>
              {data.others.length === 0
                ? text('whoElse.nobody')
                : text(data.isCut ? 'whoElse.foundMore' : 'whoElse.found', {
                    sessions: data.others.length,
                    people: data.people,
                  })}
            </Typography>
            {mayAdd && free > 0 && (
              <Button size="small" variant="contained" disabled={isBusy} onClick={() => void add()}>
                {text('whoElse.add', { smart_count: free })}
              </Button>
            )}
          </Box>
          {mayAdd && free > 0 && item.kind === 'case' && (
            <Typography variant="caption" sx={{ color: 'text.secondary' }}>
              {text('whoElse.becomesCampaign')}
            </Typography>
          )}
          <OtherCases item={item} others={data.others} mayMerge={mayAdd} />
          {data.others.length > 0 && <OthersTable others={data.others} />}
        </>
      )}
    </Section>
  )
}

type ArtefactsProps = {
  found: RelatedSessions
  isTying: (artefact: ArtefactOfCase) => boolean
  onToggle: (artefact: ArtefactOfCase) => void
}

/** What the sessions of the case share with others, and by which of it others are sought. */
const Artefacts = ({ found, isTying, onToggle }: ArtefactsProps) => {
  const text = useText()
  if (found.artefacts.length === 0)
    return <Typography sx={{ color: 'text.secondary' }}>{text('whoElse.noArtefacts')}</Typography>
  return (
    <TableContainer sx={{ maxHeight: 300 }}>
      <Table size="small" stickyHeader aria-label={text('whoElse.title')}>
        <TableHead>
          <TableRow>
            <TableCell padding="none">{text('whoElse.column.ties')}</TableCell>
            <TableCell>{text('whoElse.column.what')}</TableCell>
            <TableCell align="right">{text('whoElse.column.own')}</TableCell>
            <TableCell align="right">{text('whoElse.column.others')}</TableCell>
            <TableCell align="right">{text('whoElse.column.people')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {found.artefacts.map((artefact) => {
            const { kind, key, label, own, sessions, people, isExact } = artefact
            const name = `${text(`whoElse.kind.${kind}`)}: ${label ?? key.slice(0, DIGEST_SHOWN)}`
            return (
              <TableRow key={`${kind} ${key}`} hover>
                <TableCell padding="none">
                  <Checkbox
                    size="small"
                    checked={isTying(artefact)}
                    onChange={() => onToggle(artefact)}
                    slotProps={{ input: { 'aria-label': text('whoElse.tie', { name }) } }}
                  />
                </TableCell>
                <TableCell sx={{ overflowWrap: 'anywhere' }}>{name}</TableCell>
                <TableCell align="right">{own}</TableCell>
                <TableCell align="right">{isExact ? sessions : `${sessions}+`}</TableCell>
                <TableCell align="right">{people}</TableCell>
              </TableRow>
            )
          })}
        </TableBody>
      </Table>
    </TableContainer>
  )
}
