/** How a case stands, each in one word. */
import Chip from '@mui/material/Chip'
import Tooltip from '@mui/material/Tooltip'
import type { CaseItem } from '../../../../server/contract/cases.ts'
import { lookUp } from '../../../../server/contract/forms/closedSet.ts'
import type { CaseSeverity, CaseState } from '../../../../server/domain/cases/case.ts'
import { useFormatLocale } from '../../i18n/useFormatLocale.ts'
import { useText } from '../../i18n/useText.ts'
import { span } from '../../time/span.ts'
import { dayAndTime } from '../../time/timeText.ts'
import { useNow } from '../../time/useNow.ts'

const SLA_EVERY_MS = 30_000

const STATE_COLOR = {
  open: 'primary',
  escalated: 'warning',
  closed: 'default',
  merged: 'default',
} as const satisfies Record<CaseState, string>

const SEVERITY_COLOR = {
  low: 'default',
  medium: 'default',
  high: 'warning',
  critical: 'error',
} as const satisfies Record<CaseSeverity, string>

export const StateChip = ({ state }: Pick<CaseItem, 'state'>) => {
  const text = useText()
  return (
    <Chip
      size="small"
      variant="outlined"
      color={lookUp(STATE_COLOR, state, 'default')}
      label={text(`cases.state.${state}`)}
    />
  )
}

export const SeverityChip = ({ severity }: Pick<CaseItem, 'severity'>) => {
  const text = useText()
  return (
    <Chip
      size="small"
      variant={severity === 'critical' ? 'filled' : 'outlined'}
      color={lookUp(SEVERITY_COLOR, severity, 'default')}
      label={text(`cases.severity.${severity}`)}
    />
  )
}

/** How long until it is due, or since when it is overdue; nothing for a case that is over. */
export const SlaChip = ({ sla, dueAt }: Pick<CaseItem, 'sla' | 'dueAt'>) => {
  const text = useText()
  const locale = useFormatLocale()
  const now = useNow(SLA_EVERY_MS)
  if (sla === null) return null
  const left = Date.parse(dueAt) - now
  const isOverdue = left <= 0
  const color = isOverdue ? 'error' : sla === 'dueSoon' ? 'warning' : 'default'
  return (
    <Tooltip title={text('cases.dueAt', { at: dayAndTime(new Date(dueAt), locale) })}>
      <Chip
        size="small"
        color={color}
        variant={isOverdue ? 'filled' : 'outlined'}
        label={text(isOverdue ? 'cases.overdue' : 'cases.left', { span: span(Math.abs(left)) })}
      />
    </Tooltip>
  )
}
