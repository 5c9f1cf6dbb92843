import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import { Link as RouterLink } from 'react-router-dom'
import type { ChartColor } from '../../charts/useChartStyle.ts'
import { useFormatLocale } from '../../i18n/useFormatLocale.ts'

export type BarRow = {
  key: string
  name: string
  count: number
  color: ChartColor
  /** The rows behind it. */
  to: string | null
  /** What else is to be said of it, small. */
  note?: string
}

/** Named counts, each with a bar against the largest: a list, so that it can be read as well as seen. */
export const BarList = ({ label, rows }: { label: string; rows: readonly BarRow[] }) => {
  const number = new Intl.NumberFormat(useFormatLocale())
  const most = Math.max(1, ...rows.map(({ count }) => count))
  return (
    <Box component="ul" aria-label={label} sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1 }}>
      {rows.map(({ key, name, count, color, to, note }) => (
        <Box component="li" key={key}>
          <Box sx={{ display: 'flex', gap: 1, alignItems: 'baseline' }}>
            <Typography variant="body2" sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
              {name}
            </Typography>
            {note !== undefined && (
              <Typography variant="caption" sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}>
                {note}
              </Typography>
            )}
            <Typography variant="body2" sx={{ fontVariantNumeric: 'tabular-nums', fontWeight: 650 }}>
              {to === null || count === 0 ? (
                number.format(count)
              ) : (
                <Link component={RouterLink} to={to} aria-label={`${name}: ${number.format(count)}`}>
                  {number.format(count)}
                </Link>
              )}
            </Typography>
          </Box>
          <Box aria-hidden sx={{ height: 6, bgcolor: 'action.hover', borderRadius: 0.5 }}>
            <Box
              sx={{
                height: '100%',
                width: `${(100 * count) / most}%`,
                minWidth: count > 0 ? 2 : 0,
                bgcolor: `${color}.main`,
                borderRadius: 0.5,
              }}
            />
          </Box>
        </Box>
      ))}
    </Box>
  )
}
