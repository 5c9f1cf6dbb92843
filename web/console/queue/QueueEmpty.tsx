import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useListContext } from 'react-admin'
import { useText } from '../i18n/useText.ts'
import { tabOf } from '../links/queueLink.ts'

/** Nothing to show, or nothing could be read: the two are told apart. */
export const QueueEmpty = () => {
  const text = useText()
  const { filterValues, error, refetch } = useListContext()
  const isError = error instanceof Error
  return (
    <Box role={isError ? 'alert' : 'status'} sx={{ py: 8, textAlign: 'center' }}>
      <Typography sx={{ color: isError ? 'error.main' : 'text.secondary' }}>
        {isError
          ? text('queue.error', { message: error.message })
          : text(`queue.empty.${tabOf(filterValues)}`)}
      </Typography>
      {isError && (
        <Button onClick={() => void refetch()} sx={{ mt: 2 }}>
          {text('queue.retry')}
        </Button>
      )}
    </Box>
  )
}
