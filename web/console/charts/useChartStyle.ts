import { useTheme } from '@mui/material/styles'

/** Axes, lines and tips in the colours of the theme. */
export function useChartStyle() {
  const { palette } = useTheme()
  return {
    palette,
    axis: { stroke: palette.text.secondary, fontSize: 12, tickLine: false },
    grid: { stroke: palette.divider, vertical: false },
    tip: {
      cursor: { fill: palette.action.hover },
      contentStyle: { background: palette.background.paper, border: `1px solid ${palette.divider}` },
      itemStyle: { color: palette.text.primary },
      labelStyle: { color: palette.text.primary },
    },
  }
}

export type ChartColor = 'primary' | 'success' | 'warning' | 'info' | 'error'
export type Series = { key: string; name: string; color: ChartColor }
