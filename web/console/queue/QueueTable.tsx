import Box from '@mui/material/Box'
import Skeleton from '@mui/material/Skeleton'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import visuallyHidden from '@mui/utils/visuallyHidden'
import { useRef, useState } from 'react'
import { useCanAccess, useListContext } from 'react-admin'
import { useNavigate } from 'react-router-dom'
import type { SessionItem } from '../../../server/contract/sessions.ts'
import type { ReviewAction } from '../../../server/domain/sessions/review.ts'
import { useText } from '../i18n/useText.ts'
import { announcer } from '../keyboard/announcer.ts'
import { CaseDialog, type CaseStep } from '../sessions/review/CaseDialog.tsx'
import { ReviewDialog } from '../sessions/review/ReviewDialog.tsx'
import { BulkBar } from './BulkBar.tsx'
import { NewRowsBar } from './NewRowsBar.tsx'
import { QueueEmpty } from './QueueEmpty.tsx'
import { QueueRow } from './QueueRow.tsx'
import { TinyWorldOnce } from './TinyWorldOnce.tsx'
import { useQueueKeys } from './useQueueKeys.ts'
import { useReading } from './useReading.ts'
import { useSelection } from './useSelection.ts'
import { useSteadyRows } from './useSteadyRows.ts'

type Asked = { sessions: readonly SessionItem[]; action: ReviewAction }
const NO_ROWS: readonly SessionItem[] = []

/** The list's rows, worked through by pointer or by keys alone. */
export const QueueTable = () => {
  const text = useText()
  const navigate = useNavigate()
  const { data, isPending, error, filterValues, page } = useListContext<SessionItem>()
  const { canAccess: mayReview = false } = useCanAccess({ resource: 'sessions', action: 'review' })
  const { canAccess: maySelect = false } = useCanAccess({ resource: 'sessions', action: 'reviewInBulk' })
  const { canAccess: mayWorkCases = false } = useCanAccess({ resource: 'cases', action: 'work' })
  const [caseStep, setCaseStep] = useState<{ session: SessionItem; step: CaseStep } | null>(null)
  const { isReading, watched } = useReading()
  const view = JSON.stringify([filterValues, page])
  const { rows, waiting, showNew } = useSteadyRows(view, data ?? NO_ROWS, isReading)
  const [pending, setPending] = useState<Asked | null>(null)
  const table = useRef<HTMLDivElement>(null)
  const selection = useSelection(rows.map(({ row }) => row.id))
  const open = (session: Pick<SessionItem, 'id'>) => navigate(`/sessions/${session.id}/show`)

  function reviewSelected(action: ReviewAction) {
    const chosen = new Set(selection.selected)
    const sessions = rows.flatMap(({ row, isGone }) =>
      chosen.has(row.id) && row.holdUntil !== null && !isGone ? [row] : [],
    )
    if (sessions.length > 0) setPending({ sessions, action })
    else announcer.announce(text('queue.said.notHeld'))
  }

  const keys = useQueueKeys({
    table,
    rows,
    mayReview,
    maySelect,
    selection,
    showNew,
    onOpen: open,
    onReview: (session, action) => setPending({ sessions: [session], action }),
    onReviewSelected: reviewSelected,
    mayWorkCases,
    onCase: (session, step) => setCaseStep({ session, step }),
  })

  if (isPending) return <Skeleton variant="rounded" height={320} sx={{ m: 2 }} />
  if (error !== null || rows.length === 0) return <QueueEmpty />
  return (
    <>
      {selection.selected.length > 0 ? (
        <BulkBar count={selection.selected.length} onReview={reviewSelected} onClear={selection.clear} />
      ) : (
        <NewRowsBar count={waiting} onShow={showNew} keys={text('queue.keys')} />
      )}
      <TinyWorldOnce />
      <TableContainer ref={table} {...watched}>
        <Table size="small" aria-label={text('queue.title')} sx={DENSE}>
          <TableHead>
            <TableRow>
              {maySelect && (
                <TableCell padding="none">
                  <Box component="span" sx={visuallyHidden}>
                    {text('queue.column.choose')}
                  </Box>
                </TableCell>
              )}
              <TableCell>{text('queue.column.state')}</TableCell>
              <TableCell>{text('queue.column.risk')}</TableCell>
              <TableCell>{text('queue.column.why')}</TableCell>
              <TableCell>{text('queue.column.relyingParty')}</TableCell>
              <TableCell>{text('queue.column.ends')}</TableCell>
              <TableCell>{text('queue.column.whenAndWho')}</TableCell>
              {mayReview && <TableCell padding="none">{text('queue.column.decide')}</TableCell>}
            </TableRow>
          </TableHead>
          <TableBody>
            {rows.map(({ row, isGone }, index) => (
              <QueueRow
                key={row.id}
                session={row}
                isGone={isGone}
                isCurrent={row.id === keys.currentId || (keys.currentId === null && index === 0)}
                mayReview={mayReview}
                isChosen={maySelect ? selection.selected.includes(row.id) : null}
                onChoose={(isRange) => selection.toggle(row.id, isRange)}
                onFocus={() => keys.setCurrentId(row.id)}
                onOpen={() => open(row)}
                onReview={(action) => setPending({ sessions: [row], action })}
              />
            ))}
          </TableBody>
        </Table>
      </TableContainer>
      {caseStep !== null && (
        <CaseDialog
          session={caseStep.session}
          step={caseStep.step}
          onClose={() => {
            setCaseStep(null)
            keys.goOn(caseStep.session.id, 0)
          }}
        />
      )}
      {pending !== null && (
        <ReviewDialog
          sessions={pending.sessions}
          action={pending.action}
          onClose={(isDone) => {
            setPending(null)
            if (isDone) selection.clear()
            const [first] = pending.sessions
            if (first !== undefined) keys.goOn(first.id, isDone && pending.sessions.length === 1 ? 1 : 0)
          }}
        />
      )}
    </>
  )
}

const DENSE = {
  '& td, & th': { px: 1 },
  '& th': { whiteSpace: 'normal', verticalAlign: 'bottom' },
  '& td': { verticalAlign: 'top', py: 1 },
} as const
