import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import { useText } from '../i18n/useText.ts'

type QueryStateProps = { error: Error | null; height: number; onRetry: () => void }

/** In the place of what is being fetched, or of what could not be. */
export const QueryState = ({ error, height, onRetry }: QueryStateProps) => {
  const text = useText()
  if (error === null) return <Skeleton variant="rounded" height={height} />
  return (
    <Alert
      severity="error"
      action={
        <Button color="inherit" size="small" onClick={onRetry}>
          {text('page.tryAgain')}
        </Button>
      }
    >
      {error.message}
    </Alert>
  )
}
