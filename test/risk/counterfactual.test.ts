import { describe, expect, test } from '@jest/globals'
import { type Decision, SEVERITY } from '../../server/domain/sessions/decision.ts'
import { CIRCUMSTANCES, inCircumstance } from '../../server/risk/circumstances.ts'
import { counterfactual } from '../../server/risk/counterfactual.ts'
import { declarationOf } from '../../server/risk/features/registry.ts'
import { makeDecision } from '../../server/risk/makeDecision.ts'
import { evidenceOf } from '../../server/risk/replay/evidenceOf.ts'
import { addressIn, assessed, engine, factsOf, historyOfHabits, MADRID, payment } from './scenes.ts'

const stranger = { address: addressIn(MADRID, 'flat'), userAgent: null, trackingKey: 'other' }

function evidence(decision: Decision, kind: 'authentication' | 'signature' = 'authentication') {
  const found = evidenceOf(decision, kind)
  if (found === null) throw new Error('a fresh decision has a basis')
  return found
}

describe('circumstances', () => {
  test('are about features that exist, in values of their kind', () => {
    for (const { id, would } of CIRCUMSTANCES) {
      expect([id, Object.keys(would).length > 0]).toEqual([id, true])
      for (const [name, value] of Object.entries(would)) {
        const kind = declarationOf(name)?.kind
        expect([id, name, kind]).not.toEqual([id, name, undefined])
        if (typeof value !== 'function' && typeof value !== 'object')
          expect([name, typeof value]).toEqual([name, kind])
      }
    }
  })

  test('leave what is missing as it is', () => {
    for (const circumstance of CIRCUMSTANCES)
      expect(inCircumstance({ amount: { missing: 'notGiven' } }, circumstance)).toBeNull()
  })
})

describe('the counterfactual', () => {
  test('of a stranger’s browser far away is that the browser had been the person’s own', async () => {
    const decision = await assessed(await historyOfHabits(), factsOf({ initiator: stranger }))
    expect(decision.outcome).not.toBe('allow')
    const found = counterfactual(evidence(decision), engine)
    expect(found?.outcome).toBe('allow')
    expect(found?.sentence).toMatch(/^Had .*, the request would have been allowed\.$/)
    expect(found?.score).toBeLessThan(decision.score)
  })

  test('of a large payment to a new payee is about amount or payee', async () => {
    const facts = factsOf({ kind: 'signature', content: payment('safe', 4000) })
    const decision = await assessed(await historyOfHabits(), facts)
    expect(decision.outcome).not.toBe('allow')
    const found = counterfactual(evidence(decision, 'signature'), engine)
    expect(['amountUsual', 'payeeKnown', 'payeeClean']).toContain(found?.circumstance)
  })

  test('is the mildest that any single circumstance leads to', async () => {
    const facts = factsOf({ kind: 'signature', content: payment('safe', 4000), initiator: stranger })
    const decision = await assessed(await historyOfHabits(), facts)
    const given = evidence(decision, 'signature')
    const found = counterfactual(given, engine)
    const reached = CIRCUMSTANCES.flatMap((circumstance) => {
      const features = inCircumstance(given.features, circumstance)
      return features === null ? [] : [makeDecision({ ...given, features }, engine)]
    })
    const mildest = Math.min(...reached.map(({ outcome }) => SEVERITY[outcome]))
    if (mildest >= SEVERITY[decision.outcome]) expect(found).toBeNull()
    else expect(SEVERITY[found?.outcome ?? 'block']).toBe(mildest)
  })

  test('is none where nothing could be milder, or a list decides', async () => {
    const history = await historyOfHabits()
    const allowed = await assessed(history, factsOf())
    const listed = await assessed(
      history,
      factsOf({ lists: [{ listKind: 'subject', effect: 'block', entryId: '1' }] }),
    )
    expect(counterfactual(evidence(allowed), engine)).toBeNull()
    expect(counterfactual(evidence(listed), engine)).toBeNull()
  })
})
