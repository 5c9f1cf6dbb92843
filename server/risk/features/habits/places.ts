/** Distances on the globe, and the cells in which a person's usual places are remembered. */
import type { Place } from '../../../domain/sessions/facts.ts'

export type Point = { latitude: number; longitude: number }

const EARTH_RADIUS_KM = 6371.0088
const CELLS_PER_DEGREE = 2

/** Great-circle distance (haversine). */
export function distanceKm(a: Point, b: Point): number {
  const latitudes = sineSquaredOfHalf(b.latitude - a.latitude)
  const longitudes = sineSquaredOfHalf(b.longitude - a.longitude)
  const h = latitudes + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * longitudes
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)))
}

/** The half-degree cell of a place, e.g. `59.5:24.5`: exact enough for habits, too coarse for an address. */
export function placeCell(place: Pick<Place, 'latitude' | 'longitude'>): string {
  return `${toCell(place.latitude)}:${toCell(place.longitude)}`
}

/** A person's past is read cell by cell for each feature, and there are few cells: each is parsed once. */
const centres = new Map<string, Point | null>()
/** Beyond so many (the globe has 260,000) the memory begins anew. */
const CENTRES_KEPT = 20_000

/** The middle of a cell; null where the text is no cell. */
export function cellCentre(cell: string): Point | null {
  const known = centres.get(cell)
  if (known !== undefined) return known
  if (centres.size >= CENTRES_KEPT) centres.clear()
  const centre = parseCell(cell)
  centres.set(cell, centre)
  return centre
}

function parseCell(cell: string): Point | null {
  const [latitude, longitude] = cell.split(':').map(Number)
  if (latitude === undefined || longitude === undefined) return null
  return Number.isFinite(latitude) && Number.isFinite(longitude) ? { latitude, longitude } : null
}

function toCell(degrees: number): number {
  return Math.round(degrees * CELLS_PER_DEGREE) / CELLS_PER_DEGREE
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180
}

function sineSquaredOfHalf(degrees: number): number {
  return Math.sin(radians(degrees) / 2) ** 2
}
