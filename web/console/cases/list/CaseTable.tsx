import Skeleton from '@mui/material/Skeleton'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import { useRef, useState } from 'react'
import { useCanAccess, useListContext } from 'react-admin'
import { useNavigate } from 'react-router-dom'
import type { CaseItem } from '../../../../server/contract/cases.ts'
import { useText } from '../../i18n/useText.ts'
import { caseLink } from '../../links/caseLink.ts'
import { NewRowsBar } from '../../queue/NewRowsBar.tsx'
import { useReading } from '../../queue/useReading.ts'
import { useSelection } from '../../queue/useSelection.ts'
import { useSteadyRows } from '../../queue/useSteadyRows.ts'
import { WIDE_ONLY } from '../../queue/wideOnly.ts'
import { QuickNoteDialog } from '../notes/QuickNoteDialog.tsx'
import { ReasonDialog } from '../reason/ReasonDialog.tsx'
import { AssignBar } from './AssignBar.tsx'
import { CaseListEmpty } from './CaseListEmpty.tsx'
import { CaseRow } from './CaseRow.tsx'
import { useCaseKeys } from './useCaseKeys.ts'

const NO_ROWS: readonly CaseItem[] = []

export type PendingStep = { item: CaseItem; step: 'note' | 'escalate' }

/** The list's rows, worked through by pointer or by keys alone. */
export const CaseTable = ({ resource }: { resource: 'cases' | 'campaigns' }) => {
  const text = useText()
  const navigate = useNavigate()
  const { data, isPending, error, filterValues, page } = useListContext<CaseItem>()
  const { canAccess: mayWork = false } = useCanAccess({ resource: 'cases', action: 'work' })
  const { isReading, watched } = useReading()
  const view = JSON.stringify([filterValues, page])
  const { rows, waiting, showNew } = useSteadyRows(view, data ?? NO_ROWS, isReading)
  const table = useRef<HTMLDivElement>(null)
  const items = rows.map(({ row }) => row)
  const selection = useSelection(items.map(({ id }) => id))
  const [pending, setPending] = useState<PendingStep | null>(null)
  const open = (item: CaseItem) => navigate(caseLink(item))
  const keys = useCaseKeys({
    table,
    items,
    mayWork,
    showNew,
    onSelect: (id) => selection.toggle(id, false),
    onOpen: open,
    onStep: setPending,
  })
  const close = () => {
    setPending(null)
    keys.comeBack()
  }

  if (isPending) return <Skeleton variant="rounded" height={320} sx={{ m: 2 }} />
  if (error !== null || rows.length === 0) return <CaseListEmpty resource={resource} />
  const chosen = items.filter(({ id }) => selection.selected.includes(id))
  return (
    <>
      {chosen.length > 0 ? (
        <AssignBar chosen={chosen} onClear={selection.clear} />
      ) : (
        <NewRowsBar count={waiting} onShow={showNew} keys={text('cases.keys')} />
      )}
      <TableContainer ref={table} {...watched}>
        <Table size="small" aria-label={text(`menu.${resource}`)}>
          <TableHead>
            <TableRow>
              {mayWork && <TableCell padding="none">{text('queue.column.choose')}</TableCell>}
              <TableCell>{text('cases.column.due')}</TableCell>
              <TableCell>{text('cases.column.severity')}</TableCell>
              <TableCell>{text('cases.column.title')}</TableCell>
              <TableCell align="right">{text('cases.column.sessions')}</TableCell>
              <TableCell align="right" sx={WIDE_ONLY}>
                {text('cases.column.people')}
              </TableCell>
              <TableCell>{text('cases.column.state')}</TableCell>
              <TableCell>{text('cases.column.assignee')}</TableCell>
              <TableCell sx={WIDE_ONLY}>{text('cases.column.changed')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {rows.map(({ row, isGone }, index) => (
              <CaseRow
                key={row.id}
                item={row}
                isGone={isGone}
                isCurrent={row.id === keys.currentId || (keys.currentId === null && index === 0)}
                isChosen={mayWork ? selection.selected.includes(row.id) : null}
                onChoose={(isRange) => selection.toggle(row.id, isRange)}
                onFocus={() => keys.setCurrentId(row.id)}
                onOpen={() => open(row)}
              />
            ))}
          </TableBody>
        </Table>
      </TableContainer>
      {pending?.step === 'escalate' && <ReasonDialog item={pending.item} step="escalate" onClose={close} />}
      {pending?.step === 'note' && <QuickNoteDialog item={pending.item} onClose={close} />}
    </>
  )
}
