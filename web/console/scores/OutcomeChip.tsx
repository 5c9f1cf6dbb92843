import Chip from '@mui/material/Chip'
import type { Outcome } from '../api/wireSchemas.ts'
import { useText } from '../i18n/useText.ts'
import { OUTCOME_COLOR } from './outcome.ts'

export const OutcomeChip = ({ outcome }: { outcome: Outcome }) => {
  const text = useText()
  return (
    <Chip size="small" variant="outlined" color={OUTCOME_COLOR[outcome]} label={text(`outcome.${outcome}`)} />
  )
}
