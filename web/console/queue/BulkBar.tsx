import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import type { ReviewAction } from '../../../server/domain/sessions/review.ts'
import { useText } from '../i18n/useText.ts'

type BulkBarProps = { count: number; onReview: (action: ReviewAction) => void; onClear: () => void }

/** Decides for all chosen rows; the keys A and B mean these while any are chosen. */
export const BulkBar = ({ count, onReview, onClear }: BulkBarProps) => {
  const text = useText()
  return (
    <Box
      role="toolbar"
      aria-label={text('bulk.title')}
      sx={{ display: 'flex', alignItems: 'center', gap: 1, px: 2, height: 44, bgcolor: 'action.selected' }}
    >
      <Typography variant="body2" sx={{ fontWeight: 650, mr: 1 }}>
        {text('bulk.chosen', { smart_count: count })}
      </Typography>
      <Button size="small" variant="contained" color="success" onClick={() => onReview('release')}>
        {text('review.release')} (A)
      </Button>
      <Button size="small" variant="contained" color="error" onClick={() => onReview('block')}>
        {text('review.block')} (B)
      </Button>
      <Button size="small" onClick={onClear}>
        {text('bulk.clear')}
      </Button>
    </Box>
  )
}
