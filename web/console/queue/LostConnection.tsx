import Alert from '@mui/material/Alert'
import { useText } from '../i18n/useText.ts'
import { useLive } from '../live/useLive.ts'

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
