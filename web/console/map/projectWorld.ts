/** The world as one path on a plane, drawn from Natural Earth's land at 1:110m (public domain); no tiles, no network. */
import {
  type GeoPermissibleObjects,
  geoDistance,
  geoEquirectangular,
  geoGraticule10,
  geoNaturalEarth1,
  geoPath,
} from 'd3-geo'
import { feature } from 'topojson-client'
import type { Topology } from 'topojson-specification'
import atlas from 'world-atlas/land-110m.json' with { type: 'json' }
import { z } from 'zod'

/** Degrees; north and east are positive. */
export type Coordinates = { latitude: number; longitude: number }
export type Point = { x: number; y: number }
export type World = {
  width: number
  height: number
  /** SVG path data. */
  land: string
  graticule: string
  toPoint(place: Coordinates): Point
  /** The shortest way between two places, as SVG path data. */
  wayBetween(from: Coordinates, to: Coordinates): string
}

const EARTH_RADIUS_KM = 6_371
const topology = z.custom<Topology>(
  (value) => typeof value === 'object' && value !== null && 'objects' in value,
)

/** People live between these; the rest of the world would take a quarter of the picture. */
const INHABITED: GeoPermissibleObjects = {
  type: 'MultiPoint',
  coordinates: [
    [-179.9, 0],
    [179.9, 0],
    [0, 78],
    [0, -56],
  ],
}

function readLand() {
  const world = topology.parse(atlas)
  const { land } = world.objects
  if (land === undefined) throw new Error('the atlas has no object named land')
  return feature(world, land)
}

function project(kind: 'large' | 'tiny', width: number, height: number): World {
  const projection = (kind === 'large' ? geoNaturalEarth1() : geoEquirectangular())
    .fitSize([width, height], INHABITED)
    .clipExtent([
      [0, 0],
      [width, height],
    ])
  const path = geoPath(projection).digits(kind === 'large' ? 1 : 0)
  return {
    width,
    height,
    land: path(readLand()) ?? '',
    graticule: kind === 'large' ? (path(geoGraticule10()) ?? '') : '',
    toPoint({ latitude, longitude }) {
      const [x, y] = projection([longitude, latitude]) ?? [0, 0]
      // Whoever is at a pole stands at the edge.
      return { x: Math.min(width, Math.max(0, x)), y: Math.min(height, Math.max(0, y)) }
    },
    wayBetween: (from, to) =>
      path({
        type: 'LineString',
        coordinates: [
          [from.longitude, from.latitude],
          [to.longitude, to.latitude],
        ],
      }) ?? '',
  }
}

/** For a card. */
export const LARGE_WORLD = project('large', 720, 290)
/** For a cell of a table: plain, without small islands' detail. */
export const TINY_WORLD = project('tiny', 80, 30)

/** Along the surface, km. */
export function distanceKm(from: Coordinates, to: Coordinates): number {
  return EARTH_RADIUS_KM * geoDistance([from.longitude, from.latitude], [to.longitude, to.latitude])
}
