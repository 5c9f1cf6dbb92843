import Box from '@mui/material/Box'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import { useText } from '../i18n/useText.ts'
import type { PastedLine } from './pastedLines.ts'

export type ImportResult =
  | { line: PastedLine; is: 'added' }
  | { line: PastedLine; is: 'repeated' }
  | { line: PastedLine; is: 'refused'; why: string }

const COLOR = { added: 'success.main', repeated: 'text.secondary', refused: 'error.main' } as const

/** What became of each line. */
export const ImportResults = ({ results }: { results: readonly ImportResult[] }) => {
  const text = useText()
  const wordsOf = (result: ImportResult) => {
    if (result.is === 'refused') return result.why
    return result.is === 'added'
      ? text('lists.line.added')
      : text('lists.line.repeated', { number: result.line.repeats ?? '' })
  }
  return (
    <Box
      sx={{ maxHeight: 360, overflow: 'auto' }}
      tabIndex={0}
      role="region"
      aria-label={text('lists.results')}
    >
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{text('lists.line')}</TableCell>
            <TableCell>{text('condition.value')}</TableCell>
            <TableCell>{text('lists.result')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {results.map((result) => (
            <TableRow key={result.line.number}>
              <TableCell>{result.line.number}</TableCell>
              <TableCell sx={{ fontFamily: 'monospace', overflowWrap: 'anywhere' }}>
                {result.line.value}
              </TableCell>
              <TableCell sx={{ color: COLOR[result.is] }}>{wordsOf(result)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  )
}
