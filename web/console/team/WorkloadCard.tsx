import Link from '@mui/material/Link'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import { useQuery } from '@tanstack/react-query'
import { Link as RouterLink } from 'react-router-dom'
import type { Workload } from '../../../server/contract/team.ts'
import { CASE_STATES, IS_OPEN_CASE } from '../../../server/domain/cases/case.ts'
import { readWorkload, TEAM_KEY } from '../api/teamApi.ts'
import { Section } from '../cards/Section.tsx'
import { useText } from '../i18n/useText.ts'
import { casesLink } from '../links/figureLinks.ts'
import { queueLink } from '../links/queueLink.ts'
import { QueryState } from '../loading/QueryState.tsx'
import { span } from '../time/span.ts'

const REFETCH_MS = 30_000
const OPEN = { states: CASE_STATES.filter((state) => IS_OPEN_CASE[state]) }
const DONE = ['decisionsToday', 'decisions7Days', 'dispositionsToday', 'dispositions7Days'] as const

/** How much each has on the table, and how much each got done. */
export const WorkloadCard = () => {
  const text = useText()
  const { data, error, refetch } = useQuery({
    queryKey: [...TEAM_KEY, 'workload'],
    queryFn: ({ signal }) => readWorkload(signal),
    refetchInterval: REFETCH_MS,
  })
  return (
    <Section title={text('team.workload')}>
      {data === undefined ? (
        <QueryState error={error} height={200} onRetry={() => void refetch()} />
      ) : (
        <WorkloadTable workload={data} />
      )}
    </Section>
  )
}

const WorkloadTable = ({ workload: { items, unassigned } }: { workload: Workload }) => {
  const text = useText()
  return (
    <TableContainer>
      <Table
        size="small"
        aria-label={text('team.workload')}
        sx={{ '& th, & td': { px: 1 }, '& .MuiTableCell-head': { whiteSpace: 'normal' } }}
      >
        <TableHead>
          <TableRow>
            <TableCell>{text('team.who')}</TableCell>
            <TableCell align="right">{text('team.openCases')}</TableCell>
            <TableCell align="right">{text('team.overdueCases')}</TableCell>
            <TableCell align="right">{text('team.claims')}</TableCell>
            {DONE.map((column) => (
              <TableCell key={column} align="right">
                {text(`team.${column}`)}
              </TableCell>
            ))}
            <TableCell align="right">{text('team.median')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {items.map((one) => (
            <TableRow key={one.id} hover>
              <TableCell component="th" scope="row" sx={{ overflowWrap: 'anywhere' }}>
                {one.name} <small>({text(`team.role.${one.role}`)})</small>
              </TableCell>
              <CaseCounts {...one} assigneeId={one.id} />
              <TableCell align="right">
                <Count count={one.claims} to={queueLink({ tab: 'all', filter: { assignee: one.id } })} />
              </TableCell>
              {DONE.map((column) => (
                <TableCell key={column} align="right">
                  {one[column]}
                </TableCell>
              ))}
              <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
                {one.medianSecondsToDecision === null ? '–' : span(one.medianSecondsToDecision * 1_000)}
              </TableCell>
            </TableRow>
          ))}
          <TableRow>
            <TableCell component="th" scope="row">
              {text('team.unassigned')}
            </TableCell>
            <CaseCounts {...unassigned} assigneeId="nobody" />
            <TableCell colSpan={DONE.length + 2} />
          </TableRow>
        </TableBody>
      </Table>
    </TableContainer>
  )
}

type CaseCountsProps = { openCases: number; overdueCases: number; assigneeId: string }

const CaseCounts = ({ openCases, overdueCases, assigneeId }: CaseCountsProps) => (
  <>
    <TableCell align="right">
      <Count count={openCases} to={casesLink({ filter: { ...OPEN, assigneeId } })} />
    </TableCell>
    <TableCell align="right">
      <Count count={overdueCases} to={casesLink({ filter: { ...OPEN, assigneeId, sla: 'overdue' } })} isBad />
    </TableCell>
  </>
)

const Count = ({ count, to, isBad = false }: { count: number; to: string; isBad?: boolean }) =>
  count === 0 ? (
    <span>0</span>
  ) : (
    <Link component={RouterLink} to={to} color={isBad ? 'error' : 'primary'}>
      {count}
    </Link>
  )
