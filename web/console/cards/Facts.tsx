import Box from '@mui/material/Box'
import type { ReactNode } from 'react'

/** Names and values, aligned. Rows without a value are left out. */
export const Facts = ({ rows }: { rows: readonly (readonly [name: string, value: ReactNode])[] }) => (
  <Box
    component="dl"
    sx={{
      m: 0,
      typography: 'body2',
      display: 'grid',
      gridTemplateColumns: 'minmax(110px, max-content) 1fr',
      columnGap: 2,
      rowGap: 0.75,
      '& dt': { color: 'text.secondary' },
      '& dd': { m: 0, overflowWrap: 'anywhere' },
    }}
  >
    {rows
      .filter(([, value]) => value !== null && value !== undefined && value !== false)
      .map(([name, value]) => (
        <Box key={name} sx={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Box>
      ))}
  </Box>
)
