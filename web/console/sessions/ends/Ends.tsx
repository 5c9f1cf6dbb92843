import LaptopIcon from '@mui/icons-material/LaptopMac'
import PhoneIcon from '@mui/icons-material/PhoneIphone'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { SessionItem } from '../../../../server/contract/sessions.ts'
import { useFormatLocale } from '../../i18n/useFormatLocale.ts'
import { useText } from '../../i18n/useText.ts'
import { placeText } from '../../places/placeText.ts'

type EndsProps = Pick<SessionItem, 'initiatorPlace' | 'phonePlace'>

/** "Browser Lagos, phone Tartu" in two short lines; what differs by country stands out. */
export const Ends = ({ initiatorPlace, phonePlace }: EndsProps) => {
  const text = useText()
  const locale = useFormatLocale()
  const differ =
    initiatorPlace !== null && phonePlace !== null && initiatorPlace.country !== phonePlace.country
  const line = { display: 'flex', alignItems: 'center', gap: 0.75, whiteSpace: 'nowrap' }
  const icon = { fontSize: 15, color: 'text.secondary' }
  return (
    <Box sx={{ lineHeight: 1.3 }}>
      <Box sx={{ ...line, color: differ ? 'error.main' : 'inherit' }}>
        <LaptopIcon sx={icon} titleAccess={text('queue.browser')} />
        <Typography variant="body2" noWrap sx={{ maxWidth: 150 }}>
          {initiatorPlace === null ? text('place.unknown') : placeText(initiatorPlace, locale)}
        </Typography>
      </Box>
      <Box sx={line}>
        <PhoneIcon sx={icon} titleAccess={text('queue.phone')} />
        <Typography variant="body2" noWrap sx={{ maxWidth: 150 }}>
          {phonePlace === null ? text('place.unknown') : placeText(phonePlace, locale)}
        </Typography>
      </Box>
    </Box>
  )
}
