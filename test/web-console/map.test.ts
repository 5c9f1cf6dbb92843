import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { distanceKm, LARGE_WORLD, TINY_WORLD } from '../../web/console/map/projectWorld.ts'

const place = fc.record({
  latitude: fc.double({ min: -90, max: 90, noNaN: true }),
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
})
const TARTU = { latitude: 58.4, longitude: 26.7 }
const LAGOS = { latitude: 6.5, longitude: 3.4 }

describe('the map that is drawn offline', () => {
  test.each([
    ['large', LARGE_WORLD],
    ['tiny', TINY_WORLD],
  ])('every place lies within the %s world', (_name, world) => {
    fc.assert(
      fc.property(place, (somewhere) => {
        const { x, y } = world.toPoint(somewhere)
        expect(x).toBeGreaterThanOrEqual(-0.5)
        expect(x).toBeLessThanOrEqual(world.width + 0.5)
        expect(y).toBeGreaterThanOrEqual(-0.5)
        expect(y).toBeLessThanOrEqual(world.height + 0.5)
      }),
    )
  })

  test('north is up and east is right', () => {
    const [north, south] = [LARGE_WORLD.toPoint(TARTU), LARGE_WORLD.toPoint(LAGOS)]
    expect(north.y).toBeLessThan(south.y)
    expect(north.x).toBeGreaterThan(south.x)
  })

  test('land is drawn, and small enough for a cell', () => {
    expect(TINY_WORLD.land.startsWith('M')).toBe(true)
    expect(TINY_WORLD.land.length).toBeLessThan(40_000)
  })

  test('Tartu and Lagos are some 6,000 km apart, both ways', () => {
    expect(distanceKm(TARTU, LAGOS)).toBeGreaterThan(6_000)
    expect(distanceKm(TARTU, LAGOS)).toBeLessThan(6_300)
    expect(distanceKm(LAGOS, TARTU)).toBeCloseTo(distanceKm(TARTU, LAGOS), 6)
  })
})
