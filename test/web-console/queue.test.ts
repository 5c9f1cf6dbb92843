import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { freshRows, steadyRows } from '../../web/console/queue/steadyRows.ts'
import { secondsLeft } from '../../web/console/time/secondsLeft.ts'

type Row = { id: string; state: number }

const ids = fc.uniqueArray(fc.stringMatching(/^[a-h]$/), { maxLength: 8 })
const list = fc
  .tuple(ids, fc.nat({ max: 3 }))
  .map(([names, state]): Row[] => names.map((id) => ({ id, state })))

describe('a list that takes news while somebody reads', () => {
  test('no row moves, whatever comes and goes', () => {
    fc.assert(
      fc.property(list, fc.array(list, { maxLength: 5 }), (first, news) => {
        let shown = freshRows(first)
        for (const fresh of news) {
          const next = steadyRows(shown.rows, fresh, true)
          const wasLeft = shown.rows.some(({ isGone }) => !isGone)
          if (wasLeft) expect(next.rows.map(({ row }) => row.id)).toEqual(shown.rows.map(({ row }) => row.id))
          shown = next
        }
      }),
    )
  })

  test('each row has the newest of what the server said of it, and is gone when it said nothing', () => {
    fc.assert(
      fc.property(list, list, (first, fresh) => {
        for (const { row, isGone } of steadyRows(freshRows(first).rows, fresh, true).rows) {
          const newest = fresh.find(({ id }) => id === row.id)
          expect(isGone).toBe(newest === undefined)
          if (newest !== undefined) expect(row).toBe(newest)
        }
      }),
    )
  })

  test('every row of the server is shown or counted as waiting', () => {
    fc.assert(
      fc.property(list, list, fc.boolean(), (first, fresh, isReading) => {
        const { rows, waiting } = steadyRows(freshRows(first).rows, fresh, isReading)
        expect(rows.filter(({ isGone }) => !isGone).length + waiting).toBe(fresh.length)
      }),
    )
  })

  test('nobody reads: the list is as the server has it', () => {
    fc.assert(
      fc.property(list, list, (first, fresh) => {
        expect(steadyRows(freshRows(first).rows, fresh, false)).toEqual(freshRows(fresh))
      }),
    )
  })
})

test.each([
  [1_000, 1],
  [1_001, 2],
  [0, 0],
  [-5_000, 0],
])('%d ms before its end a hold has %d seconds left', (ms, seconds) => {
  const now = Date.parse('2026-11-03T08:00:00Z')
  expect(secondsLeft(new Date(now + ms).toISOString(), now)).toBe(seconds)
})
