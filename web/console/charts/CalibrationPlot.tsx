import {
  CartesianGrid,
  Legend,
  ReferenceLine,
  Scatter,
  ScatterChart,
  Tooltip,
  XAxis,
  YAxis,
  ZAxis,
} from 'recharts'
import { ChartFrame } from './ChartFrame.tsx'
import { type ChartColor, useChartStyle } from './useChartStyle.ts'

/** `low` and `high`: between them the truth of `y` lies. `size`: how much stands behind the point. */
export type CalibrationPoint = { x: number; y: number; low: number; high: number; size: number }

type CalibrationPlotProps = {
  label: string
  axes: { x: string; y: string }
  series: readonly { name: string; color: ChartColor; points: readonly CalibrationPoint[] }[]
}

const TICKS = [0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 1]
const ticks = (value: number) => `${Math.round(value * 100)} %`

/** Predicted against seen, on axes of square roots: most of it happens near nought. On the line both are the same. */
export const CalibrationPlot = ({ label, axes, series }: CalibrationPlotProps) => {
  const { palette, axis, tip } = useChartStyle()
  const scaled = {
    type: 'number',
    scale: 'sqrt',
    domain: [0, 1],
    ticks: TICKS,
    tickFormatter: ticks,
  } as const
  return (
    <ChartFrame label={label} height={300}>
      <ScatterChart margin={{ top: 8, right: 16, left: 8, bottom: 16 }}>
        <CartesianGrid stroke={palette.divider} />
        <XAxis
          dataKey="x"
          name={axes.x}
          {...scaled}
          {...axis}
          label={{
            value: axes.x,
            position: 'insideBottom',
            offset: -10,
            fontSize: 12,
            fill: palette.text.secondary,
          }}
        />
        <YAxis
          dataKey="y"
          name={axes.y}
          {...scaled}
          {...axis}
          label={{
            value: axes.y,
            angle: -90,
            position: 'insideLeft',
            fontSize: 12,
            fill: palette.text.secondary,
          }}
        />
        <ZAxis dataKey="size" range={[40, 260]} />
        <Tooltip
          {...tip}
          formatter={(value) => (typeof value === 'number' ? value.toPrecision(3) : String(value))}
        />
        <Legend verticalAlign="top" />
        <ReferenceLine
          segment={[
            { x: 0, y: 0 },
            { x: 1, y: 1 },
          ]}
          stroke={palette.text.secondary}
          strokeDasharray="4 3"
        />
        {series.flatMap(({ name, color, points }) =>
          points.map(({ x, low, high }) => (
            <ReferenceLine
              key={`${name} ${x}`}
              segment={[
                { x, y: low },
                { x, y: high },
              ]}
              stroke={palette[color].main}
              strokeWidth={1.5}
            />
          )),
        )}
        {series.map(({ name, color, points }) => (
          <Scatter
            key={name}
            name={name}
            data={[...points]}
            fill={palette[color].main}
            isAnimationActive={false}
          />
        ))}
      </ScatterChart>
    </ChartFrame>
  )
}
