import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { Bins, Dashboard } from '../../../../server/contract/dashboard.ts'
import { Section } from '../../cards/Section.tsx'
import { useText } from '../../i18n/useText.ts'
import { span } from '../../time/span.ts'
import { Empty } from '../charts/Empty.tsx'
import { LazyBars } from '../charts/LazyBars.tsx'
import { CountLink } from '../figures/CountLink.tsx'

const SECOND_MS = 1_000

/** How long the engine took, how long people took, and how many holds nobody came to. */
export const TimesCard = ({ timeToDecision }: Pick<Dashboard, 'timeToDecision'>) => {
  const text = useText()
  const { engine, analysts, policy } = timeToDecision
  const inMs = (seconds: number | null) => (seconds === null ? null : seconds * SECOND_MS)
  return (
    <Section title={text('dashboard.times')}>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' } }}>
        <Times
          title={text('dashboard.times.engine')}
          count={<CountLink figure={engine.decisions} />}
          median={engine.medianMs}
          p95={engine.p95Ms}
          bins={engine.bins}
          toMs={1}
        />
        <Times
          title={text('dashboard.times.analysts')}
          count={<CountLink figure={analysts.reviews} />}
          median={inMs(analysts.medianSeconds)}
          p95={inMs(analysts.p95Seconds)}
          bins={analysts.bins}
          toMs={SECOND_MS}
        />
      </Box>
      <Typography variant="body2" sx={{ mt: 1 }}>
        {text('dashboard.times.policy')} <CountLink figure={policy} />
      </Typography>
    </Section>
  )
}

type TimesProps = {
  title: string
  count: ReactNode
  /** ms. */
  median: number | null
  p95: number | null
  bins: Bins
  /** How many ms a unit of the bins has. */
  toMs: number
}

const Times = ({ title, count, median, p95, bins, toMs }: TimesProps) => {
  const text = useText()
  const words = (ms: number | null) => (ms === null ? '–' : span(ms))
  return (
    <Box sx={{ minWidth: 0 }}>
      <Typography variant="body2" sx={{ mb: 0.5 }}>
        <strong>{title}</strong> {count}
        {median !== null && ` · ${text('dashboard.times.half', { median: words(median), p95: words(p95) })}`}
      </Typography>
      {median === null ? (
        <Empty text="dashboard.times.empty" />
      ) : (
        <LazyBars
          label={title}
          height={150}
          rows={bins.map(({ from, to, count: rows }) => ({
            category: to === null ? `≥ ${span(from * toMs)}` : `< ${span(to * toMs)}`,
            rows,
          }))}
          series={[{ key: 'rows', name: title, color: 'primary' }]}
        />
      )}
    </Box>
  )
}
