import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import TableCell from '@mui/material/TableCell'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import type { MouseEvent } from 'react'
import type { SessionItem } from '../../../server/contract/sessions.ts'
import type { ReviewAction } from '../../../server/domain/sessions/review.ts'
import { useText } from '../i18n/useText.ts'
import { ScoreBar } from '../scores/ScoreBar.tsx'
import { StateCell } from '../sessions/cells/StateCell.tsx'
import { WhyCell } from '../sessions/cells/WhyCell.tsx'
import { PresenceLine } from '../sessions/presence/PresenceLine.tsx'
import { Time } from '../time/Time.tsx'
import { EndsCell } from './EndsCell.tsx'
import { RowActions } from './RowActions.tsx'

export type QueueRowProps = {
  session: SessionItem
  isGone: boolean
  /** One row of the table takes part in Tab; J and K move it. */
  isCurrent: boolean
  mayReview: boolean
  /** Null: this role decides one at a time. */
  isChosen: boolean | null
  onChoose: (isRange: boolean) => void
  onFocus: () => void
  onOpen: (event: MouseEvent) => void
  onReview: (action: ReviewAction) => void
}

export const QueueRow = ({
  session,
  isGone,
  isCurrent,
  mayReview,
  isChosen,
  onChoose,
  onFocus,
  onOpen,
  onReview,
}: QueueRowProps) => {
  const text = useText()
  const { decision } = session
  return (
    <TableRow
      hover
      data-row={session.id}
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
        {isGone ? (
          <Typography variant="caption">{text('queue.gone')}</Typography>
        ) : (
          <>
            <StateCell session={session} />
            <PresenceLine {...session} />
          </>
        )}
      </TableCell>
      <TableCell>
        {decision !== null && <ScoreBar score={decision.score} outcome={decision.outcome} />}
      </TableCell>
      <TableCell sx={{ minWidth: { xs: 150, lg: 190 } }}>
        <WhyCell decision={decision} />
      </TableCell>
      <TableCell>
        <Typography variant="body2" sx={{ fontWeight: 600 }}>
          {session.relyingParty}
        </Typography>
        <Typography variant="caption" sx={{ color: 'text.secondary' }}>
          {text(`kind.${session.kind}`)}, {text(`flow.${session.flow ?? 'none'}`)}
        </Typography>
      </TableCell>
      <TableCell>
        <EndsCell initiatorPlace={session.initiatorPlace} phonePlace={session.phonePlace} />
      </TableCell>
      <TableCell sx={{ whiteSpace: 'nowrap' }}>
        <Time at={session.occurredAt} />
        <Box sx={{ fontFamily: 'monospace', color: 'text.secondary' }}>
          {session.person ?? text('person.nobody')}
        </Box>
      </TableCell>
      {mayReview && (
        <TableCell padding="none">
          {session.holdUntil !== null && !isGone && <RowActions onChoose={onReview} />}
        </TableCell>
      )}
    </TableRow>
  )
}
