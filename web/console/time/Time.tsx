import Tooltip from '@mui/material/Tooltip'
import { useFormatLocale } from '../i18n/useFormatLocale.ts'
import { clockTime, dayAndTime, utcText } from './timeText.ts'

/** In the reader's zone; UTC on hover. */
export const Time = ({ at }: { at: string }) => {
  const locale = useFormatLocale()
  const date = new Date(at)
  const isToday = date.toDateString() === new Date().toDateString()
  return (
    <Tooltip title={utcText(at)}>
      <time dateTime={at}>{isToday ? clockTime(date, locale) : dayAndTime(date, locale)}</time>
    </Tooltip>
  )
}
