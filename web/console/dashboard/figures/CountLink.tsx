import Link from '@mui/material/Link'
import { Link as RouterLink } from 'react-router-dom'
import type { Figure } from '../../../../server/contract/dashboard.ts'
import { useFormatLocale } from '../../i18n/useFormatLocale.ts'
import { sessionsLink } from '../../links/figureLinks.ts'

/** A number that leads to the sessions which it counts; nought leads nowhere. */
export const CountLink = ({ figure }: { figure: Figure }) => {
  const number = new Intl.NumberFormat(useFormatLocale())
  if (figure.count === 0) return <span>0</span>
  return (
    <Link component={RouterLink} to={sessionsLink(figure)} sx={{ fontVariantNumeric: 'tabular-nums' }}>
      {number.format(figure.count)}
    </Link>
  )
}
