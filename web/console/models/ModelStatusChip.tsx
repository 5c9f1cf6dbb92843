import Chip from '@mui/material/Chip'
import { lookUp } from '../../../server/contract/forms/closedSet.ts'
import type { Model } from '../../../server/contract/models.ts'
import { useText } from '../i18n/useText.ts'

const COLOR = { candidate: 'default', challenger: 'info', champion: 'success', retired: 'default' } as const

export const ModelStatusChip = ({ status }: Pick<Model, 'status'>) => {
  const text = useText()
  return (
    <Chip
      size="small"
      color={lookUp(COLOR, status, 'default')}
      variant={status === 'champion' ? 'filled' : 'outlined'}
      label={text(`model.status.${status}`)}
    />
  )
}
