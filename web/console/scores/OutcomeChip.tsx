import Chip from '@mui/material/Chip'
import { lookUp } from '../../../server/contract/forms/closedSet.ts'
import type { OpenOutcome } from '../../../server/contract/forms/outcomes.ts'
import { useText } from '../i18n/useText.ts'
import { OUTCOME_COLOR } from './outcome.ts'

export const OutcomeChip = ({ outcome }: { outcome: OpenOutcome }) => {
  const text = useText()
  return (
    <Chip
      size="small"
      variant="outlined"
      color={lookUp(OUTCOME_COLOR, outcome, 'default')}
      label={text(`outcome.${outcome}`)}
    />
  )
}
