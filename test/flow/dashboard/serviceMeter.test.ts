import { expect, test } from '@jest/globals'
import { createLog } from '../../../server/adapters/log.ts'
import { createRandom } from '../../../server/adapters/random.ts'
import { addMs, type Instant, MINUTE_MS, SECOND_MS, toInstant } from '../../../server/domain/time.ts'
import type { ProcessMinute } from '../../../server/flow/dashboard/ports.ts'
import { createServiceMeter } from '../../../server/flow/dashboard/serviceMeter.ts'

const START = toInstant(Date.parse('2026-11-25T12:00:00Z'))

/** A meter whose clock and whose Postgres are the test's. */
function meterOf() {
  const written = new Map<Instant, ProcessMinute>()
  const world = { now: START, isAway: false }
  const meter = createServiceMeter({
    clock: { now: () => world.now },
    random: createRandom(),
    log: createLog('silent', 'test'),
    dashboardMinutes: {
      async write(minutes) {
        if (world.isAway) throw new Error('away')
        for (const one of minutes) written.set(one.minute, { ...one })
      },
    },
  })
  return { meter, world, written, minute: (place: number) => written.get(addMs(START, place * MINUTE_MS)) }
}

test('minutes that could not be written are written later, as minutes in which the process was not able', async () => {
  const { meter, world, minute } = meterOf()
  meter.note(false)
  await meter.write()
  world.isAway = true
  for (let place = 1; place <= 2; place += 1) {
    world.now = addMs(START, place * MINUTE_MS)
    meter.note(true)
    await expect(meter.write()).rejects.toThrow('away')
  }
  world.isAway = false
  world.now = addMs(START, 3 * MINUTE_MS)
  await meter.write()
  expect(minute(0)).toMatchObject({ able: true, answered: 1, refused: 0 })
  expect(minute(1)).toMatchObject({ able: false, answered: 0, refused: 1 })
  expect(minute(2)).toMatchObject({ able: false, refused: 1 })
  expect(minute(3)).toMatchObject({ able: true, answered: 0, refused: 0 })
})

test('a minute in which Postgres came back is one in which the process was able', async () => {
  const { meter, world, minute } = meterOf()
  world.isAway = true
  await expect(meter.write()).rejects.toThrow('away')
  world.isAway = false
  world.now = addMs(START, 20 * SECOND_MS)
  await meter.write()
  world.now = addMs(START, MINUTE_MS)
  await meter.write()
  expect(minute(0)?.able).toBe(true)
})

test('what is noted after a write of the same minute is added to it', async () => {
  const { meter, minute } = meterOf()
  meter.note(false)
  await meter.write()
  meter.note(false)
  await meter.write()
  expect(minute(0)).toMatchObject({ answered: 2, able: true })
})
