import Box from '@mui/material/Box'
import Chip from '@mui/material/Chip'
import Link from '@mui/material/Link'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import TableSortLabel from '@mui/material/TableSortLabel'
import Typography from '@mui/material/Typography'
import { Link as RouterLink } from 'react-router-dom'
import { Sparkline } from '../../charts/Sparkline.tsx'
import { useFormatLocale } from '../../i18n/useFormatLocale.ts'
import { useText } from '../../i18n/useText.ts'
import { RuleStateChip } from '../steps/RuleStateChip.tsx'
import { effectText } from './effectText.ts'
import { PrecisionText } from './PrecisionText.tsx'
import { RULE_COLUMNS, type RuleColumn, type RuleRow } from './ruleRows.ts'

type RuleTableProps = {
  rows: readonly RuleRow[]
  days: number
  column: RuleColumn
  onSort: (column: RuleColumn) => void
}

const FIGURES = RULE_COLUMNS.filter((column) => column !== 'name')

export const RuleTable = ({ rows, days, column, onSort }: RuleTableProps) => {
  const text = useText()
  const heading = (name: RuleColumn) => (
    <TableSortLabel
      active={column === name}
      direction={name === 'name' ? 'asc' : 'desc'}
      onClick={() => onSort(name)}
    >
      {text(`rules.column.${name}`)}
    </TableSortLabel>
  )
  return (
    <TableContainer>
      <Table
        size="small"
        aria-label={text('rules.title')}
        sx={{ '& th, & td': { px: 1.25 }, '& .MuiTableCell-head': { whiteSpace: 'normal' } }}
      >
        <TableHead>
          <TableRow>
            <TableCell>{heading('name')}</TableCell>
            <TableCell>{text('rules.column.state')}</TableCell>
            {FIGURES.map((name) => (
              <TableCell key={name} align="right">
                {heading(name)}
              </TableCell>
            ))}
            <TableCell>{text('rules.column.byDay', { days })}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <Row key={row.id} row={row} days={days} />
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  )
}

const Row = ({ row, days }: { row: RuleRow; days: number }) => {
  const text = useText()
  const number = new Intl.NumberFormat(useFormatLocale())
  const { id, version, states, total, precision, proposal, byDay } = row
  const hits = total === null ? 0 : total.hits + total.shadowHits
  return (
    <TableRow hover>
      <TableCell sx={{ maxWidth: 380 }}>
        <Link component={RouterLink} to={`/rules/${id}/show`} sx={{ fontWeight: 650 }}>
          {id}
        </Link>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {version.sentence}
        </Typography>
        <Typography variant="caption" sx={{ color: 'text.secondary' }}>
          {effectText(version.effect, text)}
        </Typography>
      </TableCell>
      <TableCell>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5 }}>
          {states.map((state) => (
            <RuleStateChip key={state} state={state} />
          ))}
          {proposal !== null && <Chip size="small" color="warning" label={text('rules.waits')} />}
        </Box>
      </TableCell>
      <TableCell align="right">{number.format(hits)}</TableCell>
      <TableCell align="right">{number.format(total?.people ?? 0)}</TableCell>
      <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
        <PrecisionText precision={precision} />
      </TableCell>
      <TableCell align="right">{number.format(total?.alone ?? 0)}</TableCell>
      <TableCell>
        <Sparkline values={byDay} label={text('rules.sparkline', { hits, days, most: Math.max(...byDay) })} />
      </TableCell>
    </TableRow>
  )
}
