import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useGetIdentity, useListContext } from 'react-admin'
import { useText } from '../../i18n/useText.ts'
import { tabOfFilter } from './caseTabs.ts'

/** Nothing to show, or nothing could be read: the two are told apart. */
export const CaseListEmpty = ({ resource }: { resource: 'cases' | 'campaigns' }) => {
  const text = useText()
  const { filterValues, error, refetch } = useListContext()
  const { identity } = useGetIdentity()
  const isError = error instanceof Error
  const tab = tabOfFilter(filterValues, String(identity?.id ?? '')) ?? 'all'
  return (
    <Box role={isError ? 'alert' : 'status'} sx={{ py: 8, textAlign: 'center' }}>
      <Typography sx={{ color: isError ? 'error.main' : 'text.secondary' }}>
        {isError
          ? text('cases.error', { message: error.message })
          : text(resource === 'campaigns' ? 'campaigns.empty' : `cases.empty.${tab}`)}
      </Typography>
      {isError && (
        <Button onClick={() => void refetch()} sx={{ mt: 2 }}>
          {text('queue.retry')}
        </Button>
      )}
    </Box>
  )
}
