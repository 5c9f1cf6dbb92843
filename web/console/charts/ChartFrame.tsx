import Box from '@mui/material/Box'
import type { ReactNode } from 'react'
import { ResponsiveContainer } from 'recharts'

type ChartFrameProps = {
  /** What the picture says, for those who do not see it. */
  label: string
  height: number
  children: ReactNode
}

/** A chart as wide as its place, of a height that is known before it is drawn. */
export const ChartFrame = ({ label, height, children }: ChartFrameProps) => (
  <Box role="img" aria-label={label} sx={{ height, width: '100%' }}>
    <ResponsiveContainer width="100%" height="100%">
      {children}
    </ResponsiveContainer>
  </Box>
)
