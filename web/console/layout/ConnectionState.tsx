import Box from '@mui/material/Box'
import Tooltip from '@mui/material/Tooltip'
import Typography from '@mui/material/Typography'
import { useCanAccess } from 'react-admin'
import { useText } from '../i18n/useText.ts'
import { useLive } from '../live/useLive.ts'

/** On the bar's own colour, in both themes. */
const DOT = { connecting: 'grey.400', open: '#6fdc9a', lost: '#ff8a80' } as const

/** Says at once when what is on the screen may be out of date. */
export const ConnectionState = () => {
  const text = useText()
  const { connection } = useLive()
  const { canAccess } = useCanAccess({ resource: 'sessions', action: 'list' })
  if (!canAccess) return null
  const words = text(`app.connection.${connection}`)
  return (
    <Tooltip title={words}>
      <Box role="status" sx={{ display: 'flex', alignItems: 'center', gap: 0.75, mr: 1, minWidth: 0 }}>
        <Box sx={{ width: 9, height: 9, borderRadius: '50%', bgcolor: DOT[connection], flexShrink: 0 }} />
        <Typography variant="body2" noWrap sx={{ fontWeight: connection === 'lost' ? 700 : 400 }}>
          {words}
        </Typography>
      </Box>
    </Tooltip>
  )
}
