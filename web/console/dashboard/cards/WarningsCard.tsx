import Typography from '@mui/material/Typography'
import type { Dashboard } from '../../../../server/contract/dashboard.ts'
import { AFTER_WARNING, type AfterWarning } from '../../../../server/domain/dashboard.ts'
import { Section } from '../../cards/Section.tsx'
import type { ChartColor } from '../../charts/useChartStyle.ts'
import { useText } from '../../i18n/useText.ts'
import { sessionsLink } from '../../links/figureLinks.ts'
import { percent } from '../../scores/percent.ts'
import { BarList } from '../charts/BarList.tsx'
import { Empty } from '../charts/Empty.tsx'
import { CountLink } from '../figures/CountLink.tsx'

const COLOR: Record<AfterWarning, ChartColor> = {
  refused: 'success',
  timedOut: 'success',
  reportedLater: 'success',
  confirmed: 'warning',
  other: 'primary',
  open: 'primary',
}

/** Whether people listen: what those did whom the phone had warned. */
export const WarningsCard = ({ warnings }: Pick<Dashboard, 'warnings'>) => {
  const text = useText()
  const { warned, heedRate } = warnings
  return (
    <Section title={text('dashboard.warnings')}>
      {warned.count === 0 ? (
        <Empty text="dashboard.warnings.empty" />
      ) : (
        <>
          <Typography component="p" sx={{ fontSize: '1.75rem', fontWeight: 650, lineHeight: 1.25 }}>
            {heedRate === null ? '–' : percent(heedRate)}
          </Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1.5 }}>
            {text('dashboard.warnings.about')} <CountLink figure={warned} />
          </Typography>
          <BarList
            label={text('dashboard.warnings')}
            rows={AFTER_WARNING.map((name) => ({
              key: name,
              name: text(`dashboard.warnings.${name}`),
              count: warnings[name].count,
              color: COLOR[name],
              to: sessionsLink(warnings[name]),
            }))}
          />
        </>
      )}
    </Section>
  )
}
