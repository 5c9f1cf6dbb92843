import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { pastedLines } from '../../web/console/lists/pastedLines.ts'
import { dayIn, endOfDay, readNamedThing } from '../../web/console/lists/readNamedThing.ts'

describe('lines that somebody pasted', () => {
  test('a line is a thing and perhaps a reason; empty ones and remarks are passed over', () => {
    const pasted = '# from the bank\r\n192.0.2.1; seen in a scam\r\n\r\n  192.0.2.2\twhy; not\n192.0.2.3;'
    expect(pastedLines(pasted, 'address')).toEqual([
      { number: 2, value: '192.0.2.1', reason: 'seen in a scam', repeats: null },
      { number: 4, value: '192.0.2.2', reason: 'why; not', repeats: null },
      { number: 5, value: '192.0.2.3', reason: null, repeats: null },
    ])
  })

  test('a line that says the same as one before it names that line', () => {
    expect(pastedLines('PNOEE-1\npnoee-1\nPNOEE-1', 'subject').map(({ repeats }) => repeats)).toEqual([
      null,
      1,
      1,
    ])
  })

  test('a text keeps its semicolons and its capitals', () => {
    expect(pastedLines('Log in; now\nlog in; now', 'text')).toEqual([
      { number: 1, value: 'Log in; now', reason: null, repeats: null },
      { number: 2, value: 'log in; now', reason: null, repeats: null },
    ])
  })

  test('every thing that is no remark is there once, in its order, under the number of its line', () => {
    const thing = fc.stringMatching(/^[a-z0-9.:/]{1,12}$/)
    fc.assert(
      fc.property(fc.array(fc.oneof(thing, fc.constant('')), { maxLength: 20 }), (lines) => {
        const read = pastedLines(lines.join('\n'), 'address')
        expect(read.map(({ number, value }) => [number, value])).toEqual(
          lines.flatMap((line, index) => (line === '' ? [] : [[index + 1, line]])),
        )
        const first = read.filter(({ repeats }) => repeats === null).map(({ value }) => value)
        expect(new Set(first).size).toBe(first.length)
      }),
    )
  })
})

describe('what a form says of a thing and of a day', () => {
  const form = (fields: Record<string, string>) => {
    const made = new FormData()
    for (const [name, value] of Object.entries(fields)) made.set(name, value)
    return made
  }

  test('a value, or a session and which of its ends', () => {
    expect(readNamedThing(form({ value: ' 192.0.2.1 ' }))).toEqual({ value: '192.0.2.1' })
    expect(readNamedThing(form({ sessionId: 'abc', end: 'phone' }))).toEqual({
      sessionId: 'abc',
      end: 'phone',
    })
    expect(readNamedThing(form({ sessionId: 'abc' }))).toEqual({ sessionId: 'abc', end: 'initiator' })
  })

  test('a day lasts until its end, and no day is never', () => {
    const end = endOfDay('2026-03-01')
    expect(new Date(end ?? '').getTime()).toBe(new Date(2026, 2, 2).getTime() - 1)
    expect(endOfDay('')).toBeNull()
  })

  test('days are counted by the calendar, over the ends of months', () => {
    expect(dayIn(30, new Date(2026, 0, 31, 23, 59))).toBe('2026-03-02')
    expect(dayIn(0, new Date(2026, 0, 5))).toBe('2026-01-05')
  })
})
