import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'

export type LimitBar = { name: string; value: number; limit: number; words: string }

type LimitBarsProps = { label: string; bars: readonly LimitBar[] }

/** Bars against a limit of their own each: a list, so that it can be read as well as seen. */
export const LimitBars = ({ label, bars }: LimitBarsProps) => {
  const most = Math.max(...bars.flatMap(({ value, limit }) => [value, limit]), Number.MIN_VALUE)
  const share = (value: number) => `${(100 * value) / most}%`
  return (
    <Box component="ul" aria-label={label} sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 0.75 }}>
      {bars.map(({ name, value, limit, words }) => (
        <Box
          component="li"
          key={name}
          sx={{
            display: 'grid',
            gridTemplateColumns: 'minmax(120px, 260px) 1fr minmax(120px, max-content)',
            gap: 1.5,
            alignItems: 'center',
          }}
        >
          <Typography variant="body2" noWrap title={name}>
            {name}
          </Typography>
          <Box
            aria-hidden
            sx={{ position: 'relative', height: 14, bgcolor: 'action.hover', borderRadius: 0.5 }}
          >
            <Box
              sx={{
                width: share(value),
                height: '100%',
                borderRadius: 0.5,
                bgcolor: value > limit ? 'error.main' : 'primary.main',
              }}
            />
            <Box
              sx={{
                position: 'absolute',
                left: share(limit),
                top: -2,
                bottom: -2,
                borderLeft: 2,
                borderColor: 'text.primary',
              }}
            />
          </Box>
          <Typography variant="caption" sx={{ fontVariantNumeric: 'tabular-nums' }}>
            {words}
          </Typography>
        </Box>
      ))}
    </Box>
  )
}
