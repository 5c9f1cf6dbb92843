import Box from '@mui/material/Box'
import { useTheme } from '@mui/material/styles'
import { type Coordinates, TINY_WORLD } from './projectWorld.ts'

type TinyMapProps = { label: string; from: Coordinates | null; to: Coordinates | null; isStriking: boolean }

/** Two ends on a world as small as a stamp; the land is drawn once a page (TinyWorld) and used by every row. */
export const TinyMap = ({ label, from, to, isStriking }: TinyMapProps) => {
  const { palette } = useTheme()
  const { width, height, toPoint, wayBetween } = TINY_WORLD
  const color = isStriking ? palette.error.main : palette.text.secondary
  return (
    <Box
      component="svg"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      sx={{ width, height, display: 'block', flexShrink: 0 }}
    >
      <use href={`#${LAND_ID}`} fill={palette.action.disabledBackground} />
      {from !== null && to !== null && (
        <path d={wayBetween(from, to)} fill="none" stroke={color} strokeWidth={1.25} />
      )}
      {from !== null && <circle {...center(toPoint(from))} r={2.75} fill={color} />}
      {to !== null && <circle {...center(toPoint(to))} r={2.75} fill={palette.primary.main} />}
    </Box>
  )
}

/** Put it once on a page with tiny maps. */
export const TinyWorld = () => (
  <svg width={0} height={0} aria-hidden="true" style={{ position: 'absolute' }}>
    <defs>
      <path id={LAND_ID} d={TINY_WORLD.land} />
    </defs>
  </svg>
)

const LAND_ID = 'tiny-land'

function center({ x, y }: { x: number; y: number }) {
  return { cx: x, cy: y }
}
