import Typography from '@mui/material/Typography'
import { useNavigate } from 'react-router-dom'
import type { Dashboard } from '../../../../server/contract/dashboard.ts'
import { Section } from '../../cards/Section.tsx'
import { useText } from '../../i18n/useText.ts'
import { sessionsLink } from '../../links/figureLinks.ts'
import { AsTable } from '../charts/AsTable.tsx'
import { Empty } from '../charts/Empty.tsx'
import { LazyBars } from '../charts/LazyBars.tsx'

const SERIES = ['now', 'before'] as const

/** How risky requests were, against the span before. Roots, for most lie near nought and the few matter. */
export const ScoresCard = ({ scores }: Pick<Dashboard, 'scores'>) => {
  const text = useText()
  const navigate = useNavigate()
  const bins = scores.map((bin) => ({
    ...bin,
    name: `${Math.round(bin.from * 100)}–${Math.round(bin.to * 100)}`,
  }))
  const isEmpty = scores.every(({ now, before }) => now.count + before.count === 0)
  const choose = (category: string, key: string) => {
    const bin = bins.find(({ name }) => name === category)
    const which = SERIES.find((one) => one === key)
    if (bin !== undefined && which !== undefined) navigate(sessionsLink(bin[which]))
  }
  return (
    <Section title={text('dashboard.scores')}>
      {isEmpty ? (
        <Empty text="dashboard.scores.empty" />
      ) : (
        <>
          <LazyBars
            label={text('dashboard.scores')}
            height={240}
            scale="sqrt"
            rows={bins.map(({ name, now, before }) => ({
              category: name,
              now: now.count,
              before: before.count,
            }))}
            series={[
              { key: 'now', name: text('dashboard.thisPeriod'), color: 'primary' },
              { key: 'before', name: text('dashboard.periodBefore'), color: 'warning' },
            ]}
            onChoose={choose}
          />
          <Typography variant="caption" sx={{ color: 'text.secondary' }}>
            {text('dashboard.scores.about')}
          </Typography>
          <AsTable
            label={text('dashboard.scores')}
            columns={[
              text('dashboard.scorePercent'),
              text('dashboard.thisPeriod'),
              text('dashboard.periodBefore'),
            ]}
            rows={bins.map(({ name, now, before }) => ({ name, figures: [now, before] }))}
          />
        </>
      )}
    </Section>
  )
}
