import { Bar, BarChart, CartesianGrid, Cell, ReferenceLine, Tooltip, XAxis, YAxis } from 'recharts'
import { ChartFrame } from './ChartFrame.tsx'
import { useChartStyle } from './useChartStyle.ts'

export type WaterfallStep = {
  key: string
  name: string
  from: number
  to: number
  kind: 'total' | 'raises' | 'lowers'
  /** What the tip says. */
  words: string
}

type WaterfallProps = {
  label: string
  steps: readonly WaterfallStep[]
  /** Marks on the axis, and what stands at them. */
  ticks: readonly { at: number; words: string }[]
  levels?: readonly { at: number; words: string }[]
}

const ROW_PX = 30
const COLOR = { total: 'primary', raises: 'error', lowers: 'success' } as const

/** How a sum came about, step under step. */
export const Waterfall = ({ label, steps, ticks, levels = [] }: WaterfallProps) => {
  const { palette, axis, tip } = useChartStyle()
  const words = new Map(ticks.map((tick) => [tick.at, tick.words]))
  const rows = steps.map((step) => ({ ...step, span: [step.from, step.to] }))
  const ends = [...ticks.map(({ at }) => at), ...steps.flatMap(({ from, to }) => [from, to])]
  return (
    <ChartFrame label={label} height={steps.length * ROW_PX + 40}>
      <BarChart
        data={rows}
        layout="vertical"
        margin={{ top: 14, right: 24, left: 0, bottom: 0 }}
        barCategoryGap={6}
      >
        <CartesianGrid horizontal={false} stroke={palette.divider} />
        <XAxis
          type="number"
          domain={[Math.min(...ends), Math.max(...ends)]}
          ticks={ticks.map(({ at }) => at)}
          tickFormatter={(at: number) => words.get(at) ?? ''}
          {...axis}
        />
        <YAxis type="category" dataKey="name" width={190} axisLine={false} interval={0} {...axis} />
        <Tooltip {...tip} content={<Tip />} />
        {levels.map((level) => (
          <ReferenceLine
            key={level.words}
            x={level.at}
            stroke={palette.text.secondary}
            strokeDasharray="3 3"
            label={{ value: level.words, position: 'top', fontSize: 11, fill: palette.text.secondary }}
          />
        ))}
        <Bar dataKey="span" isAnimationActive={false} minPointSize={2}>
          {rows.map(({ key, kind }) => (
            <Cell key={key} fill={palette[COLOR[kind]].main} />
          ))}
        </Bar>
      </BarChart>
    </ChartFrame>
  )
}

type TipProps = { active?: boolean; payload?: readonly { payload?: unknown }[] }

const Tip = ({ active = false, payload = [] }: TipProps) => {
  const { tip } = useChartStyle()
  const step = payload[0]?.payload
  if (!active || typeof step !== 'object' || step === null || !('words' in step)) return null
  return <div style={{ ...tip.contentStyle, padding: 8, maxWidth: 320 }}>{String(step.words)}</div>
}
