import Box from '@mui/material/Box'
import { useTheme } from '@mui/material/styles'
import type { MapPlace } from './MapPlace.ts'
import { LARGE_WORLD } from './projectWorld.ts'

type WorldMapProps = {
  /** What the picture says, for those who do not see it. */
  label: string
  places: readonly MapPlace[]
  /** Pairs of places that belong together, by key. */
  ways?: readonly (readonly [string, string])[]
}

/** Places on the world and the ways between them. Load it lazily: the world is 40 kB of script. */
export const WorldMap = ({ label, places, ways = [] }: WorldMapProps) => {
  const { palette } = useTheme()
  const { width, height, land, graticule, toPoint, wayBetween } = LARGE_WORLD
  const byKey = new Map(places.map((place) => [place.key, place]))
  return (
    <Box
      component="svg"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      sx={{ width: '100%', display: 'block' }}
    >
      <path d={graticule} fill="none" stroke={palette.divider} strokeWidth={0.5} />
      <path d={land} fill={palette.action.disabledBackground} stroke={palette.divider} strokeWidth={0.5} />
      {ways.map(([from, to]) => {
        const [start, end] = [byKey.get(from), byKey.get(to)]
        return start === undefined || end === undefined ? null : (
          <path
            key={`${from} ${to}`}
            d={wayBetween(start, end)}
            fill="none"
            stroke={palette.text.primary}
            strokeWidth={1.5}
            strokeDasharray="4 3"
          />
        )
      })}
      {places.map((place, index) => (
        <Marker key={place.key} place={place} {...toPoint(place)} isAbove={index % 2 === 0} />
      ))}
    </Box>
  )
}

type MarkerProps = { place: MapPlace; x: number; y: number; isAbove: boolean }

const Marker = ({ place, x, y, isAbove }: MarkerProps) => {
  const { palette } = useTheme()
  // A name near the right edge stands left of its point.
  const isFarRight = x > LARGE_WORLD.width * 0.75
  return (
    <g>
      <circle
        cx={x}
        cy={y}
        r={3 + 4 * (place.size ?? 1)}
        fill={palette[place.color].main}
        stroke={palette.background.paper}
        strokeWidth={2}
      />
      <text
        x={isFarRight ? x - 10 : x + 10}
        y={isAbove ? y - 8 : y + 22}
        textAnchor={isFarRight ? 'end' : 'start'}
        fontSize={21}
        fontWeight={650}
        fill={palette.text.primary}
        stroke={palette.background.paper}
        strokeWidth={4}
        paintOrder="stroke"
      >
        {place.name}
      </text>
    </g>
  )
}
