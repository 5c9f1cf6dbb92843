import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { RiskDay } from '../../../../server/contract/persons.ts'
import { useFormatLocale } from '../../i18n/useFormatLocale.ts'
import { useText } from '../../i18n/useText.ts'
import { factorText } from '../../scores/factorText.ts'
import { percent } from '../../scores/percent.ts'
import { dayText } from './dayText.ts'

/** What raised and what lowered the risk of one day, the strongest first. */
export const DayReasons = ({ day }: { day: RiskDay }) => {
  const text = useText()
  const locale = useFormatLocale()
  const largest = Math.max(
    0.001,
    ...[...day.raised, ...day.lowered].map(({ contribution }) => Math.abs(contribution)),
  )
  return (
    <Box sx={{ mt: 1.5 }} role="status">
      <Typography variant="subtitle2" component="h3">
        {text('persons.day', {
          day: dayText(day.day, locale),
          smart_count: day.sessions,
          highest: percent(day.maxScore),
          mean: percent(day.meanScore),
        })}
      </Typography>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', lg: '1fr 1fr' }, mt: 1 }}>
        <Reasons title={text('persons.day.raised')} reasons={day.raised} largest={largest} color="error" />
        <Reasons
          title={text('persons.day.lowered')}
          reasons={day.lowered}
          largest={largest}
          color="success"
        />
      </Box>
    </Box>
  )
}

type ReasonsProps = {
  title: string
  reasons: RiskDay['raised']
  largest: number
  color: 'error' | 'success'
}

const Reasons = ({ title, reasons, largest, color }: ReasonsProps) => {
  const text = useText()
  return (
    <Box>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {title}
      </Typography>
      {reasons.length === 0 && <Typography variant="body2">{text('persons.day.nothing')}</Typography>}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, mt: 0.5, display: 'grid', gap: 1 }}>
        {reasons.map(({ code, sentence, contribution, sessions }) => (
          <Box component="li" key={code} title={code}>
            <Typography variant="body2">{sentence}</Typography>
            <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
              <Box
                sx={{
                  height: 6,
                  borderRadius: 1,
                  minWidth: 3,
                  width: `${(60 * Math.abs(contribution)) / largest}%`,
                  bgcolor: `${color}.main`,
                }}
              />
              <Typography variant="caption" sx={{ color: 'text.secondary' }}>
                {factorText(Math.exp(contribution))},{' '}
                {text('persons.day.sessions', { smart_count: sessions })}
              </Typography>
            </Box>
          </Box>
        ))}
      </Box>
    </Box>
  )
}
