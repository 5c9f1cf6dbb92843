import Box from '@mui/material/Box'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { RulePage } from '../../../../server/contract/rules.ts'
import { Section } from '../../cards/Section.tsx'
import { BarSeries } from '../../charts/BarSeries.tsx'
import { useText } from '../../i18n/useText.ts'
import { PrecisionText } from '../list/PrecisionText.tsx'
import { daysUntil, precisionOf } from '../list/ruleRows.ts'

const PERIODS = [7, 28, 90] as const

type RuleFiguresProps = { rule: RulePage; days: number; onDays: (days: number) => void }

/** What the rule did: of the period, and by day. */
export const RuleFigures = ({ rule, days, onDays }: RuleFiguresProps) => {
  const text = useText()
  const { total, figures } = rule
  const byDay = new Map(figures.map((day) => [day.day, day]))
  const rows = daysUntil(new Date(), days).map((day) => ({
    category: day.slice(5),
    hits: byDay.get(day)?.hits ?? 0,
    shadowHits: byDay.get(day)?.shadowHits ?? 0,
  }))
  const figure = (name: string, value: ReactNode) => (
    <Box key={name}>
      <Typography variant="body2" component="dt" sx={{ color: 'text.secondary' }}>
        {name}
      </Typography>
      <Typography
        component="dd"
        sx={{ m: 0, fontSize: '1.5rem', fontWeight: 650, fontVariantNumeric: 'tabular-nums' }}
      >
        {value}
      </Typography>
    </Box>
  )
  return (
    <Section title={text('rule.figures')}>
      <ToggleButtonGroup
        exclusive
        size="small"
        value={days}
        onChange={(_event, chosen: number | null) => chosen !== null && onDays(chosen)}
        aria-label={text('rule.figures.period')}
        sx={{ mb: 2 }}
      >
        {PERIODS.map((period) => (
          <ToggleButton key={period} value={period}>
            {text('rule.figures.days', { days: period })}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <Box
        component="dl"
        sx={{
          m: 0,
          mb: 2,
          display: 'grid',
          gap: 2,
          gridTemplateColumns: 'repeat(auto-fit, minmax(104px, 1fr))',
        }}
      >
        {figure(text('rule.figures.hits'), total?.hits ?? 0)}
        {figure(text('rule.figures.shadowHits'), total?.shadowHits ?? 0)}
        {figure(text('rules.column.people'), total?.people ?? 0)}
        {figure(text('rules.column.precision'), <PrecisionText precision={precisionOf(total)} />)}
        {figure(text('rules.column.alone'), total?.alone ?? 0)}
      </Box>
      {total === null ? (
        <Typography sx={{ color: 'text.secondary', py: 6, textAlign: 'center' }}>
          {text('rule.figures.none')}
        </Typography>
      ) : (
        <BarSeries
          label={text('rule.figures.chart', { hits: total.hits, shadowHits: total.shadowHits, days })}
          height={200}
          rows={rows}
          series={[
            { key: 'hits', name: text('rule.figures.hits'), color: 'primary' },
            { key: 'shadowHits', name: text('rule.figures.shadowHits'), color: 'info' },
          ]}
          isStacked
        />
      )}
      <Typography variant="caption" sx={{ color: 'text.secondary' }}>
        {text('rule.figures.about')}
      </Typography>
    </Section>
  )
}
