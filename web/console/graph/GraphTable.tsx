import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import { useText } from '../i18n/useText.ts'
import type { LinkGraphData } from './linkGraph.ts'

type GraphTableProps = { graph: LinkGraphData; chosen: string | null; onChoose: (id: string) => void }

/** The same as the drawing, for keys and screen readers; the most linked first. */
export const GraphTable = ({ graph, chosen, onChoose }: GraphTableProps) => {
  const text = useText()
  const links = (id: string) => graph.edges.filter(({ from, to }) => from === id || to === id).length
  const nodes = [...graph.nodes].sort((a, b) => links(b.id) - links(a.id))
  return (
    <Box component="details" sx={{ mt: 1, '& summary': { cursor: 'pointer', color: 'text.secondary' } }}>
      <summary>{text('graph.asTable', { count: nodes.length })}</summary>
      <Table size="small" aria-label={text('graph.column.links')}>
        <TableHead>
          <TableRow>
            <TableCell>{text('graph.column.kind')}</TableCell>
            <TableCell>{text('graph.column.name')}</TableCell>
            <TableCell align="right">{text('graph.column.links')}</TableCell>
            <TableCell align="right">{text('graph.column.sessions')}</TableCell>
            <TableCell align="right">{text('graph.column.held')}</TableCell>
            <TableCell align="right">{text('graph.column.fraud')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {nodes.map(({ id, kind, name, sessions, held, fraud }) => (
            <TableRow key={id} selected={id === chosen}>
              <TableCell>{text(`graph.kind.${kind}`)}</TableCell>
              <TableCell>
                <Link
                  component="button"
                  type="button"
                  aria-pressed={id === chosen}
                  onClick={() => onChoose(id)}
                >
                  {name}
                </Link>
              </TableCell>
              <TableCell align="right">{links(id)}</TableCell>
              <TableCell align="right">{sessions}</TableCell>
              <TableCell align="right">{held}</TableCell>
              <TableCell align="right">{fraud}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  )
}
