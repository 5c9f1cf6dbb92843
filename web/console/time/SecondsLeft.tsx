import Chip from '@mui/material/Chip'
import { useText } from '../i18n/useText.ts'
import { secondsLeft } from './secondsLeft.ts'
import { useNow } from './useNow.ts'

const URGENT_SECONDS = 20

/** Counts down to the end of a hold, by the server's clock. */
export const SecondsLeft = ({ until, size = 'small' }: { until: string; size?: 'small' | 'medium' }) => {
  const text = useText()
  const seconds = secondsLeft(until, useNow())
  return (
    <Chip
      size={size}
      color={seconds <= URGENT_SECONDS ? 'error' : 'info'}
      label={seconds === 0 ? text('left.none') : text('left.seconds', { seconds })}
      sx={{ fontVariantNumeric: 'tabular-nums', fontWeight: 700 }}
    />
  )
}
