import Box from '@mui/material/Box'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import type { Figure } from '../../../../server/contract/dashboard.ts'
import { useText } from '../../i18n/useText.ts'
import { CountLink } from '../figures/CountLink.tsx'

type AsTableProps = {
  label: string
  columns: readonly string[]
  rows: readonly { name: string; figures: readonly Figure[] }[]
}

/** What a chart shows, for those who read rather than see, and whose keys cannot press a bar. */
export const AsTable = ({ label, columns, rows }: AsTableProps) => {
  const text = useText()
  return (
    <Box component="details" sx={{ mt: 1 }}>
      <Box component="summary" sx={{ cursor: 'pointer', color: 'text.secondary', width: 'fit-content' }}>
        {text('dashboard.asTable')}
      </Box>
      <TableContainer sx={{ maxHeight: 320 }}>
        <Table size="small" stickyHeader aria-label={label}>
          <TableHead>
            <TableRow>
              {columns.map((column, index) => (
                <TableCell key={column} align={index === 0 ? 'left' : 'right'}>
                  {column}
                </TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {rows.map(({ name, figures }) => (
              <TableRow key={name}>
                <TableCell component="th" scope="row" sx={{ whiteSpace: 'nowrap' }}>
                  {name}
                </TableCell>
                {figures.map((figure, index) => (
                  <TableCell key={columns[index + 1]} align="right">
                    <CountLink figure={figure} />
                  </TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableContainer>
    </Box>
  )
}
