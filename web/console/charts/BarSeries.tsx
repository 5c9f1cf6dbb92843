import { Bar, BarChart, CartesianGrid, Legend, Tooltip, XAxis, YAxis } from 'recharts'
import { ChartFrame } from './ChartFrame.tsx'
import { type Series, useChartStyle } from './useChartStyle.ts'

type BarSeriesProps = {
  label: string
  height?: number
  /** Ready rows: `category`, and a number for each series' key. */
  rows: readonly ({ category: string } & Record<string, string | number>)[]
  series: readonly Series[]
  isStacked?: boolean
  /** `sqrt` where few and many stand side by side. */
  scale?: 'linear' | 'sqrt'
  onChoose?: (category: string, seriesKey: string) => void
}

/** Bars beside or upon one another. A bar that was chosen leads to the rows behind it. */
export const BarSeries = ({
  label,
  height = 260,
  rows,
  series,
  isStacked = false,
  scale = 'linear',
  onChoose,
}: BarSeriesProps) => {
  const { palette, axis, grid, tip } = useChartStyle()
  return (
    <ChartFrame label={label} height={height}>
      <BarChart data={[...rows]} margin={{ top: 4, right: 4, left: -12, bottom: 0 }}>
        <CartesianGrid {...grid} />
        <XAxis dataKey="category" {...axis} />
        <YAxis axisLine={false} scale={scale} domain={[0, 'auto']} allowDecimals={false} {...axis} />
        <Tooltip {...tip} />
        {series.length > 1 && <Legend />}
        {series.map(({ key, name, color }) => (
          <Bar
            key={key}
            dataKey={key}
            name={name}
            fill={palette[color].main}
            isAnimationActive={false}
            {...(isStacked ? { stackId: 'all' } : {})}
            {...(onChoose === undefined
              ? {}
              : {
                  cursor: 'pointer',
                  onClick: (_bar: unknown, index: number) => {
                    const row = rows[index]
                    if (row !== undefined) onChoose(row.category, key)
                  },
                })}
          />
        ))}
      </BarChart>
    </ChartFrame>
  )
}
