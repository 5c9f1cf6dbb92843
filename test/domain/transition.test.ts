import { expect, test } from '@jest/globals'
import { SESSION_STATES, type SessionState } from '../../server/domain/sessions/session.ts'
import { NEXT_STATES, type NextState } from '../../server/domain/sessions/transition.ts'

/** Does not compile where the types say more or less than these states. */
const FROM_DELIVERED: Record<NextState<'DELIVERED'>, true> = { COMPLETE: true, BLOCKED: true }
const FROM_HELD: Record<NextState<'HELD'>, true> = { DELIVERED: true, COMPLETE: true, BLOCKED: true }
const FROM_EITHER: Record<NextState<'RECEIVED' | 'DELIVERED'>, true> = { COMPLETE: true, BLOCKED: true }

test('the types of moves follow from the table', () => {
  expect(Object.keys(FROM_DELIVERED)).toEqual([...NEXT_STATES.DELIVERED])
  expect(Object.keys(FROM_HELD)).toEqual([...NEXT_STATES.HELD])
})

test('of two states a session may go only where it may go from both', () => {
  const isShared = (to: SessionState) =>
    [NEXT_STATES.RECEIVED, NEXT_STATES.DELIVERED].every((next) => next.some((one) => one === to))
  expect(Object.keys(FROM_EITHER).toSorted()).toEqual(SESSION_STATES.filter(isShared).toSorted())
})
