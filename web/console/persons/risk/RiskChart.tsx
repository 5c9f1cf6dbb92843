import { Bar, BarChart, CartesianGrid, Cell, Tooltip, XAxis, YAxis } from 'recharts'
import { ChartFrame } from '../../charts/ChartFrame.tsx'
import { useChartStyle } from '../../charts/useChartStyle.ts'
import { useFormatLocale } from '../../i18n/useFormatLocale.ts'
import { useText } from '../../i18n/useText.ts'
import { OUTCOME_COLOR } from '../../scores/outcome.ts'
import { dayText } from './dayText.ts'
import type { ChartDay } from './riskDays.ts'

type RiskChartProps = {
  days: readonly ChartDay[]
  chosen: string | null
  onChoose: (day: string) => void
}

/** The highest score of each day, in the colour of the strongest decision. */
const RiskChart = ({ days, chosen, onChoose }: RiskChartProps) => {
  const text = useText()
  const locale = useFormatLocale()
  const { palette, axis, grid, tip } = useChartStyle()
  return (
    <ChartFrame label={text('persons.risk.label')} height={200}>
      <BarChart data={[...days]} margin={{ top: 8, right: 4, left: -8, bottom: 0 }} barCategoryGap={1}>
        <CartesianGrid {...grid} />
        <XAxis
          dataKey="day"
          tickFormatter={(day: string) => dayText(day, locale)}
          minTickGap={32}
          {...axis}
        />
        <YAxis domain={[0, 100]} ticks={[0, 25, 50, 75, 100]} unit=" %" axisLine={false} {...axis} />
        <Tooltip
          {...tip}
          labelFormatter={(day) => (typeof day === 'string' ? dayText(day, locale) : '')}
          formatter={(value) => [`${Math.round(Number(value))} %`, text('persons.risk.highest')]}
        />
        <Bar
          dataKey="highest"
          isAnimationActive={false}
          minPointSize={3}
          cursor="pointer"
          onClick={(_bar: unknown, index: number) => {
            const day = days[index]
            if (day !== undefined && day.highest !== null) onChoose(day.day)
          }}
        >
          {days.map(({ day, outcome }) => (
            <Cell
              key={day}
              fill={palette[OUTCOME_COLOR[outcome ?? 'allow']].main}
              stroke={day === chosen ? palette.text.primary : 'none'}
              strokeWidth={2}
            />
          ))}
        </Bar>
      </BarChart>
    </ChartFrame>
  )
}

export default RiskChart
