import Box from '@mui/material/Box'
import { useTheme } from '@mui/material/styles'
import { Bar, BarChart, CartesianGrid, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import type { Counts } from '../api/wireSchemas.ts'
import { useText } from '../i18n/useText.ts'
import { OUTCOME_COLOR } from '../sessions/outcome.ts'

const HOUR = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' })
const OUTCOMES = ['block', 'hold', 'warn', 'allow'] as const

/** Draws the server's series as it is. */
const DecisionsChart = ({ hours }: { hours: Counts['hours'] }) => {
  const text = useText()
  const { palette } = useTheme()
  const axis = { stroke: palette.text.secondary, fontSize: 12, tickLine: false }
  return (
    <Box sx={{ height: 280 }}>
      <ResponsiveContainer width="100%" height="100%">
        <BarChart data={hours} margin={{ top: 4, right: 4, left: -12, bottom: 0 }}>
          <CartesianGrid vertical={false} stroke={palette.divider} />
          <XAxis dataKey="startsAt" tickFormatter={(at: string) => HOUR.format(new Date(at))} {...axis} />
          <YAxis allowDecimals={false} axisLine={false} {...axis} />
          <Tooltip
            labelFormatter={(at) => (typeof at === 'string' ? HOUR.format(new Date(at)) : '')}
            cursor={{ fill: palette.action.hover }}
            contentStyle={{ background: palette.background.paper, border: `1px solid ${palette.divider}` }}
          />
          <Legend />
          {OUTCOMES.map((outcome) => (
            <Bar
              key={outcome}
              dataKey={outcome}
              name={text(`outcome.${outcome}`)}
              stackId="decisions"
              fill={palette[OUTCOME_COLOR[outcome]].main}
              isAnimationActive={false}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </Box>
  )
}

export default DecisionsChart
