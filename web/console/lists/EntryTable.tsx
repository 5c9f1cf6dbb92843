import RemoveIcon from '@mui/icons-material/DeleteOutlined'
import EditIcon from '@mui/icons-material/EditOutlined'
import IconButton from '@mui/material/IconButton'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Tooltip from '@mui/material/Tooltip'
import { useState } from 'react'
import type { ListEntry } from '../../../server/contract/lists.ts'
import { useText } from '../i18n/useText.ts'
import { OutcomeChip } from '../scores/OutcomeChip.tsx'
import { Time } from '../time/Time.tsx'
import { EditEntryDialog } from './EditEntryDialog.tsx'
import { useRemoveEntry } from './useRemoveEntry.tsx'

type EntryTableProps = { entries: readonly ListEntry[]; mayEdit: boolean }

export const EntryTable = ({ entries, mayEdit }: EntryTableProps) => {
  const text = useText()
  const remove = useRemoveEntry()
  const [edited, setEdited] = useState<ListEntry | null>(null)
  return (
    <TableContainer>
      <Table size="small" aria-label={text('lists.title')}>
        <TableHead>
          <TableRow>
            <TableCell>{text('lists.column.kind')}</TableCell>
            <TableCell>{text('lists.column.name')}</TableCell>
            <TableCell>{text('lists.effect')}</TableCell>
            <TableCell>{text('lists.column.reason')}</TableCell>
            <TableCell>{text('lists.column.author')}</TableCell>
            <TableCell>{text('lists.column.created')}</TableCell>
            <TableCell>{text('lists.column.expires')}</TableCell>
            {mayEdit && <TableCell>{text('lists.column.change')}</TableCell>}
          </TableRow>
        </TableHead>
        <TableBody>
          {entries.map((entry) => (
            <TableRow key={entry.id} hover>
              <TableCell>{text(`lists.one.${entry.kind}`)}</TableCell>
              <TableCell
                sx={{ fontFamily: entry.name === null ? 'inherit' : 'monospace', color: 'text.secondary' }}
              >
                {entry.name ?? (
                  <Tooltip title={text('lists.digestHelp')}>
                    <span>{text('lists.digest')}</span>
                  </Tooltip>
                )}
              </TableCell>
              <TableCell>
                <OutcomeChip outcome={entry.effect} />
              </TableCell>
              <TableCell sx={{ maxWidth: 320 }}>{entry.reason}</TableCell>
              <TableCell>{entry.author ?? text('rule.program')}</TableCell>
              <TableCell>
                <Time at={entry.createdAt} />
              </TableCell>
              <TableCell>
                <Expiry at={entry.expiresAt} />
              </TableCell>
              {mayEdit && (
                <TableCell sx={{ whiteSpace: 'nowrap' }}>
                  <IconButton
                    size="small"
                    aria-label={text('lists.editNamed', { reason: entry.reason })}
                    onClick={() => setEdited(entry)}
                  >
                    <EditIcon fontSize="small" />
                  </IconButton>
                  <IconButton
                    size="small"
                    aria-label={text('lists.removeNamed', { reason: entry.reason })}
                    onClick={() => remove(entry)}
                  >
                    <RemoveIcon fontSize="small" />
                  </IconButton>
                </TableCell>
              )}
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {edited !== null && <EditEntryDialog entry={edited} onClose={() => setEdited(null)} />}
    </TableContainer>
  )
}

const Expiry = ({ at }: { at: string | null }) => {
  const text = useText()
  if (at === null) return text('lists.never')
  const isOver = Date.parse(at) <= Date.now()
  return (
    <>
      {isOver && `${text('lists.expired')} `}
      <Time at={at} />
    </>
  )
}
