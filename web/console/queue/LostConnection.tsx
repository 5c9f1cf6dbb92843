import Alert from '@mui/material/Alert'
import { useLive } from '../api/useLive.ts'
import { useText } from '../i18n/useText.ts'

/** Above what may be out of date. */
export const LostConnection = () => {
  const text = useText()
  const { connection } = useLive()
  if (connection !== 'lost') return null
  return (
    <Alert severity="warning" variant="filled" sx={{ borderRadius: 0 }}>
      {text('app.connection.lost')}
    </Alert>
  )
}
