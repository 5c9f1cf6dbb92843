import Alert from '@mui/material/Alert'
import Typography from '@mui/material/Typography'
import type { Dashboard } from '../../../../server/contract/dashboard.ts'
import { Section } from '../../cards/Section.tsx'
import { LimitBars } from '../../charts/LimitBars.tsx'
import { useFormatLocale } from '../../i18n/useFormatLocale.ts'
import { useText } from '../../i18n/useText.ts'
import { CountLink } from '../figures/CountLink.tsx'

/** Minutes in which nobody was served, against what has to be reported. */
export const OutageCard = ({ outage }: Pick<Dashboard, 'outage'>) => {
  const text = useText()
  const day = new Intl.DateTimeFormat(useFormatLocale(), { day: 'numeric', month: 'short' })
  const { minutes, silentMinutes, longestRun, weeks, isReportable, limits, fallbackMinutes, fallback } =
    outage
  const bar = (name: string, value: number, limit: number) => ({
    name,
    value,
    limit,
    words: text('dashboard.outage.of', { minutes: value, limit }),
  })
  return (
    <Section title={text('dashboard.outage')}>
      {isReportable && (
        <Alert severity="error" sx={{ mb: 1.5 }}>
          {text('dashboard.outage.reportable')}
        </Alert>
      )}
      <Typography variant="body2" sx={{ mb: 1 }}>
        {minutes === 0
          ? text('dashboard.outage.none')
          : text('dashboard.outage.some', { minutes, silent: silentMinutes })}
      </Typography>
      <LimitBars
        label={text('dashboard.outage')}
        bars={[
          bar(text('dashboard.outage.run'), longestRun, limits.inARow),
          ...weeks.map(({ startsAt, minutes: ofWeek }) =>
            bar(
              text('dashboard.outage.week', { day: day.format(new Date(startsAt)) }),
              ofWeek,
              limits.inAWeek,
            ),
          ),
        ]}
      />
      <Typography variant="body2" sx={{ mt: 1.5 }}>
        {text('dashboard.outage.fallback', { minutes: fallbackMinutes })} <CountLink figure={fallback} />
      </Typography>
    </Section>
  )
}
