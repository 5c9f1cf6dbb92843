import Chip from '@mui/material/Chip'
import type { Model } from '../api/modelsApi.ts'
import { useText } from '../i18n/useText.ts'

const COLOR = { candidate: 'default', challenger: 'info', champion: 'success', retired: 'default' } as const

export const ModelStatusChip = ({ status }: Pick<Model, 'status'>) => {
  const text = useText()
  return (
    <Chip
      size="small"
      color={COLOR[status]}
      variant={status === 'champion' ? 'filled' : 'outlined'}
      label={text(`model.status.${status}`)}
    />
  )
}
