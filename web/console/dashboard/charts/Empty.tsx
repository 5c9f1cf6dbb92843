import Typography from '@mui/material/Typography'
import type { MessageKey } from '../../i18n/english.ts'
import { useText } from '../../i18n/useText.ts'

/** In the place of figures that there are none of. */
export const Empty = ({ text: key }: { text: MessageKey }) => {
  const text = useText()
  return <Typography sx={{ color: 'text.secondary', py: 3, textAlign: 'center' }}>{text(key)}</Typography>
}
