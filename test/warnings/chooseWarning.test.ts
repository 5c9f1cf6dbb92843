import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { FeatureName } from '../../server/domain/features/feature.ts'
import { type Reason, SCAM_TYPES, type ScamType } from '../../server/domain/sessions/decision.ts'
import { chooseWarning } from '../../server/warnings/chooseWarning.ts'
import { CURRENT_WARNING, WARNING_IDS } from '../../server/warnings/warningId.ts'

const reason = (scamType: ScamType, contribution: number): Reason => ({
  source: 'rule',
  code: 'CODE',
  ruleId: 'rule',
  scamType,
  values: {},
  contribution,
})

const anyReason = fc.record({
  source: fc.constant('rule' as const),
  code: fc.string(),
  ruleId: fc.string(),
  scamType: fc.constantFrom(...SCAM_TYPES),
  values: fc.constant({}),
  contribution: fc.double({ min: -5, max: 5, noNaN: true }),
})

describe('chooseWarning', () => {
  test.each(SCAM_TYPES)('gives %s its own text', (scamType) => {
    expect(chooseWarning([reason(scamType, 1)])).toBe(CURRENT_WARNING[scamType])
  })

  test('takes the scam to which the reasons together contribute most', () => {
    const reasons = [reason('remoteAccess', 1.5), reason('relayedLink', 1), reason('relayedLink', 1)]
    expect(chooseWarning(reasons)).toBe(CURRENT_WARNING.relayedLink)
  })

  test('lets a named scam win over the unknown, however heavy that is', () => {
    expect(chooseWarning([reason('unknown', 5), reason('promptBombing', 0.1)])).toBe(
      CURRENT_WARNING.promptBombing,
    )
  })

  test('gives the general text where there is no reason', () => {
    expect(chooseWarning([])).toBe(CURRENT_WARNING.unknown)
  })

  test('is not moved by what a model says, for a model tells no scam apart', () => {
    const model: Reason = {
      source: 'model',
      code: 'MODEL_CALL_ACTIVE',
      feature: 'callActive' satisfies FeatureName,
      value: true,
      contribution: 9,
    }
    expect(chooseWarning([model, reason('relayedLink', 0.1)])).toBe(CURRENT_WARNING.relayedLink)
    expect(chooseWarning([model])).toBe(CURRENT_WARNING.unknown)
  })

  test('does not depend on the order of the reasons, and always gives a text that exists', () => {
    fc.assert(
      fc.property(fc.array(anyReason, { maxLength: 12 }), (reasons) => {
        const chosen = chooseWarning(reasons)
        expect(WARNING_IDS).toContain(chosen)
        // Whole numbers, so that the order of the sums cannot matter by rounding.
        const whole = reasons.map((one) => ({ ...one, contribution: Math.round(one.contribution) }))
        expect(chooseWarning([...whole].reverse())).toBe(chooseWarning(whole))
      }),
    )
  })
})
