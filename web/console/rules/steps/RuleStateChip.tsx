import Chip from '@mui/material/Chip'
import type { RuleVersion } from '../../api/rulesWire.ts'
import { useText } from '../../i18n/useText.ts'

const COLOR = { draft: 'default', shadow: 'info', live: 'success', retired: 'default' } as const

export const RuleStateChip = ({ state }: Pick<RuleVersion, 'state'>) => {
  const text = useText()
  return (
    <Chip
      size="small"
      color={COLOR[state]}
      variant={state === 'live' ? 'filled' : 'outlined'}
      label={text(`rule.state.${state}`)}
    />
  )
}
