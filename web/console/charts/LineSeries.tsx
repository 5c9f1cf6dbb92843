import { CartesianGrid, Legend, Line, LineChart, ReferenceLine, Tooltip, XAxis, YAxis } from 'recharts'
import { ChartFrame } from './ChartFrame.tsx'
import { type ChartColor, type Series, useChartStyle } from './useChartStyle.ts'

type LineSeriesProps = {
  label: string
  height?: number
  /** Ready rows in the axis's order: `at`, and a number for each series' key; null leaves a gap. */
  rows: readonly ({ at: string } & Record<string, string | number | null>)[]
  series: readonly Series[]
  /** Lines across, e.g. limits. */
  levels?: readonly { value: number; name: string; color: ChartColor }[]
}

export const LineSeries = ({ label, height = 260, rows, series, levels = [] }: LineSeriesProps) => {
  const { palette, axis, grid, tip } = useChartStyle()
  return (
    <ChartFrame label={label} height={height}>
      <LineChart data={[...rows]} margin={{ top: 4, right: 8, left: -12, bottom: 0 }}>
        <CartesianGrid {...grid} />
        <XAxis dataKey="at" {...axis} />
        <YAxis axisLine={false} {...axis} />
        <Tooltip {...tip} />
        {series.length > 1 && <Legend />}
        {levels.map(({ value, name, color }) => (
          <ReferenceLine
            key={name}
            y={value}
            ifOverflow="extendDomain"
            stroke={palette[color].main}
            strokeDasharray="4 3"
            label={{ value: name, position: 'insideTopRight', fontSize: 11, fill: palette.text.secondary }}
          />
        ))}
        {series.map(({ key, name, color }) => (
          <Line
            key={key}
            dataKey={key}
            name={name}
            stroke={palette[color].main}
            strokeWidth={2}
            dot={false}
            isAnimationActive={false}
          />
        ))}
      </LineChart>
    </ChartFrame>
  )
}
