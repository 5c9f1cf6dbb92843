import Box from '@mui/material/Box'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import Typography from '@mui/material/Typography'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { LiveComparison, Model, ScoreSide } from '../../../server/contract/models.ts'
import { MODELS_KEY, readComparison } from '../api/modelsApi.ts'
import { Facts } from '../cards/Facts.tsx'
import { Section } from '../cards/Section.tsx'
import { BarSeries } from '../charts/BarSeries.tsx'
import { CalibrationPlot } from '../charts/CalibrationPlot.tsx'
import { useText } from '../i18n/useText.ts'
import { QueryState } from '../loading/QueryState.tsx'
import { percent } from '../scores/percent.ts'

const PERIODS = [7, 28, 90] as const

/** What the model said of live sessions, beside what decided them. */
export const ComparisonCard = ({ model }: { model: Pick<Model, 'id' | 'status'> }) => {
  const text = useText()
  const [days, setDays] = useState<number>(28)
  const { data, error, refetch } = useQuery({
    queryKey: [...MODELS_KEY, 'comparison', model.id, days],
    queryFn: ({ signal }) => readComparison(model.id, days, signal),
    placeholderData: keepPreviousData,
  })
  return (
    <Section title={text('comparison.title')}>
      <ToggleButtonGroup
        exclusive
        size="small"
        value={days}
        onChange={(_event, chosen: number | null) => chosen !== null && setDays(chosen)}
        aria-label={text('rule.figures.period')}
        sx={{ mb: 2 }}
      >
        {PERIODS.map((period) => (
          <ToggleButton key={period} value={period}>
            {text('rule.figures.days', { days: period })}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {data === undefined ? (
        <QueryState error={error} height={420} onRetry={() => void refetch()} />
      ) : data.model.sessions === 0 ? (
        <Typography sx={{ color: 'text.secondary', py: 4, textAlign: 'center' }}>
          {text(model.status === 'candidate' ? 'comparison.candidate' : 'comparison.none')}
        </Typography>
      ) : (
        <Comparison comparison={data} />
      )}
    </Section>
  )
}

const Comparison = ({ comparison }: { comparison: LiveComparison }) => {
  const text = useText()
  const { model, decider, labelDelayDays } = comparison
  const names = { model: text('comparison.model'), decider: text('comparison.decider') }
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: decider === null ? '1fr' : '1fr 1fr' }}>
        <SideFacts name={names.model} side={model} />
        {decider !== null && <SideFacts name={names.decider} side={decider} />}
      </Box>
      <Typography variant="h6" component="h3">
        {text('comparison.calibration')}
      </Typography>
      <CalibrationPlot
        label={text('comparison.calibrationLabel', { sessions: model.sessions })}
        axes={{ x: text('comparison.meanScore'), y: text('comparison.fraudShare') }}
        series={[
          { name: names.model, color: 'primary', points: pointsOf(model) },
          ...(decider === null
            ? []
            : [{ name: names.decider, color: 'warning' as const, points: pointsOf(decider) }]),
        ]}
      />
      <Typography variant="caption" sx={{ color: 'text.secondary' }}>
        {text('comparison.calibrationAbout', { days: labelDelayDays })}
      </Typography>
      <Typography variant="h6" component="h3">
        {text('comparison.histogram')}
      </Typography>
      <BarSeries
        label={text('comparison.histogramLabel', { sessions: model.sessions })}
        height={220}
        scale="sqrt"
        rows={model.bins.map(({ from, sessions }, index) => ({
          category: text('comparison.from', { score: from }),
          model: sessions,
          decider: decider?.bins[index]?.sessions ?? 0,
        }))}
        series={[
          { key: 'model', name: names.model, color: 'primary' },
          ...(decider === null ? [] : [{ key: 'decider', name: names.decider, color: 'warning' as const }]),
        ]}
      />
    </Box>
  )
}

function pointsOf({ bins }: ScoreSide) {
  return bins.flatMap(({ meanScore, fraudShare, interval, sessions, young }) =>
    meanScore === null || fraudShare === null || interval === null
      ? []
      : [{ x: meanScore, y: fraudShare, ...interval, size: sessions - young }],
  )
}

const SideFacts = ({ name, side }: { name: string; side: ScoreSide }) => {
  const text = useText()
  const of = ({ known, interrupted }: ScoreSide['fraud']) =>
    known === 0
      ? text('comparison.unknown')
      : text('comparison.of', { interrupted, known, share: percent(interrupted / known) })
  return (
    <Box>
      <Typography sx={{ fontWeight: 650, mb: 0.5 }}>{name}</Typography>
      <Facts
        rows={[
          [text('comparison.sessions'), side.sessions],
          [
            text('comparison.interrupted'),
            `${side.interrupted} (${percent(side.interrupted / side.sessions)})`,
          ],
          [text('comparison.fraudInterrupted'), of(side.fraud)],
          [text('comparison.genuineInterrupted'), of(side.genuine)],
        ]}
      />
    </Box>
  )
}
