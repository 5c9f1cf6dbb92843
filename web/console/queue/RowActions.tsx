import BlockIcon from '@mui/icons-material/Block'
import ReleaseIcon from '@mui/icons-material/Send'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import Tooltip from '@mui/material/Tooltip'
import type { ReviewAction } from '../../../server/domain/sessions/review.ts'
import { useText } from '../i18n/useText.ts'

/** Decides in the row. The row itself has the keys, so these stay out of the way of Tab. */
export const RowActions = ({ onChoose }: { onChoose: (action: ReviewAction) => void }) => {
  const text = useText()
  return (
    <Box sx={{ display: 'flex', gap: 0.5, my: -0.5 }}>
      <Tooltip title={`${text('review.release')} (A)`}>
        <IconButton
          color="success"
          tabIndex={-1}
          aria-label={text('review.release')}
          onClick={(event) => {
            event.stopPropagation()
            onChoose('release')
          }}
        >
          <ReleaseIcon fontSize="small" />
        </IconButton>
      </Tooltip>
      <Tooltip title={`${text('review.block')} (B)`}>
        <IconButton
          color="error"
          tabIndex={-1}
          aria-label={text('review.block')}
          onClick={(event) => {
            event.stopPropagation()
            onChoose('block')
          }}
        >
          <BlockIcon fontSize="small" />
        </IconButton>
      </Tooltip>
    </Box>
  )
}
