import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import type { ReactNode } from 'react'
import type { Run } from '../../../server/contract/runs.ts'
import type { RunKind } from '../../../server/domain/runs/run.ts'
import { useText } from '../i18n/useText.ts'
import { Time } from '../time/Time.tsx'
import { CancelRunButton } from './CancelRunButton.tsx'
import { RunProgress } from './RunProgress.tsx'

type RunTableProps<Row extends Run> = {
  kind: RunKind
  label: string
  runs: readonly Row[]
  /** What was requested: the heading of its column, and a run's. */
  request: { heading: string; of: (run: Row) => ReactNode }
  /** What came of one that is done. */
  resultOf: (run: Row) => ReactNode
  onCancelled: () => void
}

/** Runs of one kind, in the order given: what was requested, how far it is, by whom, and what came of it. */
export const RunTable = <Row extends Run>({
  kind,
  label,
  runs,
  request,
  resultOf,
  onCancelled,
}: RunTableProps<Row>) => {
  const text = useText()
  return (
    <TableContainer>
      <Table size="small" aria-label={label}>
        <TableHead>
          <TableRow>
            <TableCell>{request.heading}</TableCell>
            <TableCell>{text('run.column.state')}</TableCell>
            <TableCell>{text('run.column.by')}</TableCell>
            <TableCell>{text('run.column.created')}</TableCell>
            <TableCell>{text('run.column.result')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {runs.map((run) => (
            <TableRow key={run.id} hover>
              <TableCell>{request.of(run)}</TableCell>
              <TableCell>
                <RunProgress run={run} />
              </TableCell>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>{run.requestedBy ?? text('run.schedule')}</TableCell>
              <TableCell>
                <Time at={run.createdAt} />
              </TableCell>
              <TableCell>
                {run.state === 'done' ? (
                  resultOf(run)
                ) : (
                  <CancelRunButton kind={kind} run={run} onCancelled={onCancelled} />
                )}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  )
}
