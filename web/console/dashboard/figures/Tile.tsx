import Card from '@mui/material/Card'
import CardActionArea from '@mui/material/CardActionArea'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { Link } from 'react-router-dom'
import type { ChartColor } from '../../charts/useChartStyle.ts'
import { useFormatLocale } from '../../i18n/useFormatLocale.ts'

type TileProps = {
  label: string
  /** Absent while it is not known yet. */
  value: number | undefined
  color?: ChartColor
  note?: string
  /** The rows behind the number. */
  to?: string
}

export const Tile = ({ label, value, color, note, to }: TileProps) => {
  const number = new Intl.NumberFormat(useFormatLocale())
  const content = (
    <>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {label}
      </Typography>
      <Typography
        component="div"
        sx={{
          fontSize: '1.75rem',
          fontWeight: 650,
          lineHeight: 1.25,
          fontVariantNumeric: 'tabular-nums',
          color: color !== undefined && value !== undefined && value > 0 ? `${color}.main` : 'text.primary',
        }}
      >
        {value === undefined ? <Skeleton width={60} /> : number.format(value)}
      </Typography>
      <Typography variant="caption" sx={{ color: 'text.secondary', display: 'block', minHeight: '1.4em' }}>
        {note}
      </Typography>
    </>
  )
  const padding = { px: 2, pt: 1.25, pb: 0.75, height: '100%' }
  return (
    <Card sx={to === undefined ? padding : {}}>
      {to === undefined ? (
        content
      ) : (
        <CardActionArea component={Link} to={to} sx={{ ...padding, display: 'block' }}>
          {content}
        </CardActionArea>
      )}
    </Card>
  )
}
