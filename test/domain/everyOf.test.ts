import { expect, test } from '@jest/globals'
import { everyOf, type WithEvery } from '../../server/domain/everyOf.ts'
import { OUTCOMES, type Outcome } from '../../server/domain/sessions/decision.ts'

// Does not compile as soon as a list may lack a member: what is asked for instead are the members that it lacks.
const lacking: WithEvery<Outcome, readonly ['allow', 'block', 'hold']> = ['warn']

test('a list of every member has an order of its own, and one that lacks a member does not compile', () => {
  const strongestFirst = everyOf<Outcome>()(['block', 'hold', 'warn', 'allow'])
  expect(strongestFirst).toEqual(OUTCOMES.toReversed())
  expect(lacking).toEqual(['warn'])
})
