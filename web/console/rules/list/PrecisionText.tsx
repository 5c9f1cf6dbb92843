import Tooltip from '@mui/material/Tooltip'
import { useText } from '../../i18n/useText.ts'
import { percent } from '../../scores/percent.ts'
import type { Precision } from './ruleRows.ts'

/** The share, and from how few it was read. */
export const PrecisionText = ({ precision }: { precision: Precision }) => {
  const text = useText()
  if (precision === null) return <span>–</span>
  const { share, confirmed, known } = precision
  return (
    <Tooltip title={text('rules.precisionOf', { confirmed, known })}>
      <span>
        {percent(share)} <small>({known})</small>
      </span>
    </Tooltip>
  )
}
