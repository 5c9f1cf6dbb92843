import Box from '@mui/material/Box'
import { useTheme } from '@mui/material/styles'

type SparklineProps = {
  /** What the picture says, for those who do not see it. */
  label: string
  values: readonly number[]
  width?: number
  height?: number
}

/** A series in the height of a line of text: bars, for counts by day have gaps that a line would hide. */
export const Sparkline = ({ label, values, width = 112, height = 24 }: SparklineProps) => {
  const { palette } = useTheme()
  const most = Math.max(1, ...values)
  const step = width / Math.max(1, values.length)
  return (
    <Box
      component="svg"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      sx={{ width, height, display: 'block' }}
    >
      <path
        d={values.map((value, index) => bar(index * step, step, (value / most) * height, height)).join('')}
        fill={palette.primary.main}
      />
      <path d={`M0 ${height - 0.5}H${width}`} stroke={palette.divider} />
    </Box>
  )
}

/** Nought has no bar, and whatever is more than nought has one that can be seen. */
function bar(x: number, step: number, barHeight: number, height: number): string {
  if (barHeight === 0) return ''
  const top = height - Math.max(1.5, barHeight)
  return `M${x.toFixed(2)} ${height}V${top.toFixed(2)}h${(step * 0.75).toFixed(2)}V${height}z`
}
