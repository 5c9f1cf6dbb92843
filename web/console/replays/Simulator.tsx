import Box from '@mui/material/Box'
import Slider from '@mui/material/Slider'
import Typography from '@mui/material/Typography'
import { useMemo, useState } from 'react'
import type { Replay, ReplayReport } from '../../../server/contract/replays.ts'
import { DEFAULT_RISK_SETTINGS } from '../../../server/risk/settings.ts'
import { Facts } from '../cards/Facts.tsx'
import { Section } from '../cards/Section.tsx'
import { BarSeries } from '../charts/BarSeries.tsx'
import { LineSeries } from '../charts/LineSeries.tsx'
import { useFormatLocale } from '../i18n/useFormatLocale.ts'
import { useText } from '../i18n/useText.ts'
import { percent } from '../scores/percent.ts'
import {
  type Forecast,
  forecast,
  type Staffing,
  sweepHold,
  THRESHOLD_STEP,
  withThreshold,
} from './staffing.ts'

const THRESHOLDS = ['warnAt', 'holdAt', 'blockAt'] as const
const STAFFING = {
  analysts: { min: 1, max: 40, step: 1 },
  minutesPerCase: { min: 0.5, max: 60, step: 0.5 },
  hoursPerDay: { min: 1, max: 12, step: 0.5 },
} as const
const STAFF_NAMES = ['analysts', 'minutesPerCase', 'hoursPerDay'] as const

type SimulatorProps = { report: ReplayReport; request: Replay['request'] }

/** Thresholds and people as sliders: everything is read off the score curve of the replay, at once. */
export const Simulator = ({ report: { curve }, request }: SimulatorProps) => {
  const text = useText()
  const { warnAt, holdAt, blockAt } = DEFAULT_RISK_SETTINGS
  const [thresholds, setThresholds] = useState({ warnAt, holdAt, blockAt, ...request.thresholds })
  const [staffing, setStaffing] = useState<Staffing>({
    analysts: request.analysts,
    minutesPerCase: request.paceMinutesPerCase,
    hoursPerDay: request.hoursPerDay,
  })
  const projected = useMemo(() => forecast(curve, thresholds, staffing), [curve, thresholds, staffing])
  return (
    <Section title={text('simulator.title')}>
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 2 }}>
        {text('simulator.about')}
      </Typography>
      <Box sx={{ display: 'grid', gap: 4, gridTemplateColumns: { xs: '1fr', md: '300px minmax(0, 1fr)' } }}>
        <Box sx={{ px: 1 }}>
          {THRESHOLDS.map((name) => (
            <SliderField
              key={name}
              label={text(`simulator.${name}`)}
              value={thresholds[name]}
              range={{ min: THRESHOLD_STEP, max: 1, step: THRESHOLD_STEP }}
              onChange={(value) => setThresholds(withThreshold(thresholds, name, value))}
            />
          ))}
          {STAFF_NAMES.map((name) => (
            <SliderField
              key={name}
              label={text(`simulator.${name}`)}
              value={staffing[name]}
              range={STAFFING[name]}
              onChange={(value) => setStaffing({ ...staffing, [name]: value })}
            />
          ))}
        </Box>
        <Box sx={{ display: 'grid', gap: 2, minWidth: 0 }}>
          <ForecastFacts projected={projected} />
          <CatchChart projected={projected} />
          <SweepCharts
            curve={curve}
            thresholds={thresholds}
            staffing={staffing}
            capacity={projected.capacity}
          />
        </Box>
      </Box>
    </Section>
  )
}

type SliderFieldProps = {
  label: string
  value: number
  range: { min: number; max: number; step: number }
  onChange: (value: number) => void
}

const SliderField = ({ label, value, range, onChange }: SliderFieldProps) => {
  const number = new Intl.NumberFormat(useFormatLocale(), { maximumFractionDigits: 3 })
  return (
    <Box sx={{ mb: 1 }}>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', typography: 'body2' }}>
        <span>{label}</span>
        <strong>{number.format(value)}</strong>
      </Box>
      <Slider
        aria-label={label}
        size="small"
        value={value}
        {...range}
        onChange={(_event, chosen) => typeof chosen === 'number' && onChange(chosen)}
      />
    </Box>
  )
}

const ForecastFacts = ({ projected }: { projected: Forecast }) => {
  const text = useText()
  const number = new Intl.NumberFormat(useFormatLocale(), { maximumFractionDigits: 1 })
  const { casesADay, capacity, load, analystsNeeded, peopleInterruptedADay } = projected
  return (
    <Box role="status">
      <Typography sx={{ fontWeight: 650, color: load > 1 ? 'error.main' : 'success.main', mb: 1 }}>
        {text(load > 1 ? 'simulator.tooMuch' : 'simulator.enough', {
          load: percent(load),
          needed: analystsNeeded,
        })}
      </Typography>
      <Facts
        rows={[
          [text('simulator.casesADay'), number.format(casesADay)],
          [text('simulator.capacity'), number.format(capacity)],
          [text('simulator.peopleADay'), number.format(peopleInterruptedADay)],
        ]}
      />
    </Box>
  )
}

const CatchChart = ({ projected: { fraud, genuine } }: { projected: Forecast }) => {
  const text = useText()
  const shareOf = (part: number, known: number) => (known === 0 ? 0 : (100 * part) / known)
  const row = (name: string, { known, stopped, warned, passed }: Forecast['fraud']) => ({
    category: text('simulator.of', { name, known }),
    stopped: shareOf(stopped, known),
    warned: shareOf(warned, known),
    passed: shareOf(passed, known),
  })
  return (
    <BarSeries
      label={text('simulator.catchLabel', {
        caught: fraud.stopped,
        missed: fraud.passed,
        known: fraud.known,
      })}
      height={210}
      rows={[row(text('ruleHits.fraud'), fraud), row(text('ruleHits.genuine'), genuine)]}
      series={[
        { key: 'stopped', name: text('simulator.stopped'), color: 'info' },
        { key: 'warned', name: text('simulator.warned'), color: 'warning' },
        { key: 'passed', name: text('simulator.passed'), color: 'success' },
      ]}
      isStacked
    />
  )
}

type SweepChartsProps = {
  curve: ReplayReport['curve']
  thresholds: Parameters<typeof sweepHold>[1]
  staffing: Staffing
  capacity: number
}

const SweepCharts = ({ curve, thresholds, staffing, capacity }: SweepChartsProps) => {
  const text = useText()
  const rows = useMemo(() => sweepHold(curve, thresholds, staffing), [curve, thresholds, staffing])
  const at = (holdAt: number) => holdAt.toFixed(3).replace(/0$/, '')
  return (
    <>
      <Typography variant="h6" component="h3">
        {text('simulator.sweepCases')}
      </Typography>
      <LineSeries
        label={text('simulator.sweepCases')}
        height={190}
        rows={rows.map(({ holdAt, casesADay }) => ({ at: at(holdAt), casesADay }))}
        series={[{ key: 'casesADay', name: text('simulator.casesADay'), color: 'primary' }]}
        levels={[{ value: capacity, name: text('simulator.capacity'), color: 'error' }]}
      />
      <Typography variant="h6" component="h3">
        {text('simulator.sweepCaught')}
      </Typography>
      <LineSeries
        label={text('simulator.sweepCaught')}
        height={190}
        rows={rows.map(({ holdAt, fraudStopped, genuineStopped }) => ({
          at: at(holdAt),
          fraudStopped,
          genuineStopped,
        }))}
        series={[
          { key: 'fraudStopped', name: text('simulator.fraudStopped'), color: 'error' },
          { key: 'genuineStopped', name: text('simulator.genuineStopped'), color: 'success' },
        ]}
      />
    </>
  )
}
