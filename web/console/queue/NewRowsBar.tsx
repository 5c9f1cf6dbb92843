import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useText } from '../i18n/useText.ts'

type NewRowsBarProps = {
  count: number
  onShow: () => void
  /** What the keys of this list do, while nothing new waits. */
  keys: string
}

/** New rows wait here while somebody reads. */
export const NewRowsBar = ({ count, onShow, keys }: NewRowsBarProps) => {
  const text = useText()
  return (
    <Box role="status" sx={{ height: 36, display: 'grid', placeItems: 'center' }}>
      {count === 0 && (
        <Typography variant="caption" sx={{ color: 'text.secondary' }}>
          {keys}
        </Typography>
      )}
      {count > 0 && (
        <Button size="small" variant="contained" aria-keyshortcuts="." onClick={onShow} sx={{ py: 0.25 }}>
          {text('queue.new', { smart_count: count })}
        </Button>
      )}
    </Box>
  )
}
