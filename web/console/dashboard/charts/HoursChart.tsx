import Typography from '@mui/material/Typography'
import type { Counts } from '../../../../server/contract/live.ts'
import type { Outcome } from '../../../../server/domain/sessions/decision.ts'
import { BarSeries } from '../../charts/BarSeries.tsx'
import { useFormatLocale } from '../../i18n/useFormatLocale.ts'
import { useText } from '../../i18n/useText.ts'
import { OUTCOME_COLOR } from '../../scores/outcome.ts'

type HoursChartProps = { hours: Counts['hours']; outcomes: readonly Outcome[]; height: number }

/** The last 24 hours as the live connection tells them: decisions by when they were made. */
export const HoursChart = ({ hours, outcomes, height }: HoursChartProps) => {
  const text = useText()
  const hour = new Intl.DateTimeFormat(useFormatLocale(), { hour: '2-digit', minute: '2-digit' })
  return (
    <>
      <BarSeries
        label={text('dashboard.byHour')}
        height={height}
        isStacked
        rows={hours.map(({ startsAt, allow, warn, hold, block }) => ({
          category: hour.format(new Date(startsAt)),
          allow,
          warn,
          hold,
          block,
        }))}
        series={outcomes.map((outcome) => ({
          key: outcome,
          name: text(`outcome.${outcome}`),
          color: OUTCOME_COLOR[outcome],
        }))}
      />
      <Typography variant="caption" sx={{ color: 'text.secondary' }}>
        {text('dashboard.byHour')}
      </Typography>
    </>
  )
}
