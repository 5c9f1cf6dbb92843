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
import type { SessionItem } from '../api/wireSchemas.ts'
import { useText } from '../i18n/useText.ts'
import { type ReviewAction, ReviewDialog } from '../sessions/ReviewDialog.tsx'
import { NewRowsBar } from './NewRowsBar.tsx'
import { QueueEmpty } from './QueueEmpty.tsx'
import { QueueRow } from './QueueRow.tsx'
import { TinyWorldOnce } from './TinyWorldOnce.tsx'
import { useQueueKeys } from './useQueueKeys.ts'
import { useReading } from './useReading.ts'
import { useSteadyRows } from './useSteadyRows.ts'
import { WIDE_ONLY } from './wideOnly.ts'

type Asked = { session: SessionItem; action: ReviewAction }
const NO_ROWS: readonly SessionItem[] = []

/** The list's rows, worked through by pointer or by keys alone. */
export const QueueTable = () => {
  const text = useText()
  const navigate = useNavigate()
  const { data, isPending, error, filterValues, page } = useListContext<SessionItem>()
  const { canAccess: mayReview = false } = useCanAccess({ resource: 'sessions', action: 'review' })
  const { isReading, watched } = useReading()
  const view = JSON.stringify([filterValues, page])
  const { rows, waiting, showNew } = useSteadyRows(view, data ?? NO_ROWS, isReading)
  const [asked, setAsked] = useState<Asked | null>(null)
  const table = useRef<HTMLDivElement>(null)
  const open = (session: SessionItem) => navigate(`/sessions/${session.id}/show`)

  const keys = useQueueKeys({
    table,
    rows,
    mayReview,
    showNew,
    onOpen: open,
    onReview: (session, action) => setAsked({ session, action }),
  })

  if (isPending) return <Skeleton variant="rounded" height={320} sx={{ m: 2 }} />
  if (error !== null || rows.length === 0) return <QueueEmpty />
  return (
    <>
      <NewRowsBar count={waiting} onShow={showNew} />
      <TinyWorldOnce />
      <TableContainer ref={table} {...watched}>
        <Table size="small" aria-label={text('queue.title')} sx={DENSE}>
          <TableHead>
            <TableRow>
              <TableCell>{text('queue.column.state')}</TableCell>
              <TableCell>{text('queue.column.risk')}</TableCell>
              <TableCell>{text('queue.column.why')}</TableCell>
              <TableCell>{text('queue.column.relyingParty')}</TableCell>
              <TableCell>{text('queue.column.ends')}</TableCell>
              <TableCell sx={WIDE_ONLY}>{text('queue.column.person')}</TableCell>
              <TableCell>{text('queue.column.when')}</TableCell>
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
                onFocus={() => keys.setCurrentId(row.id)}
                onOpen={() => open(row)}
                onReview={(action) => setAsked({ session: row, action })}
              />
            ))}
          </TableBody>
        </Table>
      </TableContainer>
      {asked !== null && (
        <ReviewDialog
          session={asked.session}
          action={asked.action}
          onClose={(isDone) => {
            setAsked(null)
            keys.goOn(asked.session.id, isDone ? 1 : 0)
          }}
        />
      )}
    </>
  )
}

const DENSE = {
  '& td, & th': { px: { xs: 1, lg: 1.5 } },
  '& td': { verticalAlign: 'top', py: 1 },
} as const
