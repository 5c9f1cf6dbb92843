import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import Chip from '@mui/material/Chip'
import TableCell from '@mui/material/TableCell'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import type { CaseItem } from '../../../../server/contract/cases.ts'
import { useText } from '../../i18n/useText.ts'
import { WIDE_ONLY } from '../../queue/wideOnly.ts'
import { Time } from '../../time/Time.tsx'
import { SeverityChip, SlaChip, StateChip } from '../chips/CaseChips.tsx'

type CaseRowProps = {
  item: CaseItem
  isGone: boolean
  /** One row of the table takes part in Tab; J and K move it. */
  isCurrent: boolean
  /** Null: this role chooses none. */
  isChosen: boolean | null
  onChoose: (isRange: boolean) => void
  onFocus: () => void
  onOpen: () => void
}

export const CaseRow = ({ item, isGone, isCurrent, isChosen, onChoose, onFocus, onOpen }: CaseRowProps) => {
  const text = useText()
  return (
    <TableRow
      hover
      data-row={item.id}
      tabIndex={isCurrent ? 0 : -1}
      onFocus={onFocus}
      onClick={onOpen}
      sx={{
        cursor: 'pointer',
        opacity: isGone ? 0.5 : 1,
        '&:focus-visible': { outline: 2, outlineOffset: -2, outlineColor: 'primary.main' },
      }}
    >
      {isChosen !== null && (
        <TableCell padding="none">
          <Checkbox
            size="small"
            checked={isChosen}
            tabIndex={-1}
            onClick={(event) => {
              event.stopPropagation()
              onChoose(event.shiftKey)
            }}
            slotProps={{ input: { 'aria-label': text('queue.choose') } }}
          />
        </TableCell>
      )}
      <TableCell>
        {isGone ? <Typography variant="caption">{text('queue.gone')}</Typography> : <SlaChip {...item} />}
      </TableCell>
      <TableCell>
        <SeverityChip severity={item.severity} />
      </TableCell>
      <TableCell sx={{ minWidth: 220 }}>
        <Typography variant="body2" sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
          {item.title}
        </Typography>
        <Box sx={{ display: 'flex', gap: 0.5, flexWrap: 'wrap', mt: 0.25 }}>
          {item.kind === 'campaign' && <Chip size="small" color="info" label={text('cases.kind.campaign')} />}
          {item.closed !== null && (
            <Chip size="small" label={text(`disposition.${item.closed.disposition}`)} />
          )}
          {item.tags.map((tag) => (
            <Chip key={tag} size="small" variant="outlined" label={`#${tag}`} />
          ))}
        </Box>
      </TableCell>
      <TableCell align="right">{item.sessions}</TableCell>
      <TableCell align="right" sx={WIDE_ONLY}>
        {item.people}
      </TableCell>
      <TableCell>
        <StateChip state={item.state} />
      </TableCell>
      <TableCell>
        <Typography
          variant="body2"
          sx={{ color: item.assignee === null ? 'text.secondary' : 'text.primary' }}
        >
          {item.assignee?.name ?? text('cases.nobody')}
        </Typography>
      </TableCell>
      <TableCell sx={{ ...WIDE_ONLY, whiteSpace: 'nowrap' }}>
        <Time at={item.changedAt} />
      </TableCell>
    </TableRow>
  )
}
