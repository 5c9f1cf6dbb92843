import Tooltip from '@mui/material/Tooltip'

const SAME_DAY = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' })
const OTHER_DAY = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
})

/** In the reader's zone; UTC on hover. */
export const Time = ({ at }: { at: string }) => {
  const date = new Date(at)
  const isToday = date.toDateString() === new Date().toDateString()
  return (
    <Tooltip title={at.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')}>
      <time dateTime={at}>{(isToday ? SAME_DAY : OTHER_DAY).format(date)}</time>
    </Tooltip>
  )
}
