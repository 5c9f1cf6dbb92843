import Chip from '@mui/material/Chip'
import { lookUp } from '../../../../server/contract/forms/closedSet.ts'
import type { RuleVersion } from '../../../../server/contract/rules.ts'
import { useText } from '../../i18n/useText.ts'

const COLOR = { draft: 'default', shadow: 'info', live: 'success', retired: 'default' } as const

export const RuleStateChip = ({ state }: Pick<RuleVersion, 'state'>) => {
  const text = useText()
  return (
    <Chip
      size="small"
      color={lookUp(COLOR, state, 'default')}
      variant={state === 'live' ? 'filled' : 'outlined'}
      label={text(`rule.state.${state}`)}
    />
  )
}
