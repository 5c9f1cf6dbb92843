import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import { useText } from '../i18n/useText.ts'

/** The licence of the geo data (CC BY 4.0) asks for this link on every screen that shows places. */
export const PlaceSource = () => {
  const text = useText()
  return (
    <Typography variant="caption" sx={{ display: 'block', px: 2, py: 0.75, textAlign: 'right' }}>
      <Link href="https://db-ip.com" target="_blank" rel="noreferrer" color="text.secondary">
        {text('place.source')}
      </Link>
    </Typography>
  )
}
