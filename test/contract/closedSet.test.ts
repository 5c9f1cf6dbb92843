import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { z } from 'zod'
import { forNotKnown, isMember, lookUp, openEnum, strictEnum } from '../../server/contract/forms/closedSet.ts'

const SIGNS = ['stop', 'go'] as const
const open = openEnum(SIGNS)
const answer = z.object({ sign: open })
const COLOURS = { stop: 'red', go: 'green' } as const

describe('a closed set in an answer', () => {
  test('members are what they are, and any other text is kept as it came', () => {
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...SIGNS), fc.string()), (text) => {
        expect(open.parse(text)).toBe(text)
      }),
    )
  })

  test('what is no text is refused', () => {
    for (const value of [null, undefined, 1, {}]) expect(open.safeParse(value).success).toBe(false)
  })

  test('a table gives its value for each member, and something else for one that is not known', () => {
    expect(lookUp(COLOURS, open.parse('stop'), 'grey')).toBe('red')
    expect(lookUp(COLOURS, open.parse('turn'), 'grey')).toBe('grey')
    // What every object has is no member.
    expect(lookUp(COLOURS, open.parse('constructor'), 'grey')).toBe('grey')
  })

  test('a member is told from what is not known', () => {
    expect(isMember(SIGNS, open.parse('go'))).toBe(true)
    expect(isMember(SIGNS, open.parse('turn'))).toBe(false)
  })

  test('the compiler refuses an answer that is no member, and a reader that leaves one out', () => {
    const text: string = 'turn'
    // @ts-expect-error: the service answers members only
    const wrong: z.output<typeof answer> = { sign: text }
    const sign = open.parse(wrong.sign)
    // @ts-expect-error: the table has no colour for `go`
    expect(lookUp({ stop: 'red' }, sign, 'grey')).toBe('grey')
    switch (sign) {
      case 'stop':
        throw new Error('it was something else')
      default:
        // @ts-expect-error: `go` is left
        expect(forNotKnown(sign, 'nothing')).toBe('nothing')
    }
  })
})

test('a closed set in a request takes its members only, and its problem names them', () => {
  expect(strictEnum(SIGNS).parse('go')).toBe('go')
  const { error } = strictEnum(SIGNS).safeParse('turn')
  expect(error?.issues.map(({ message }) => message)).toEqual(['must be one of stop, go'])
})
