import { describe, expect, test } from '@jest/globals'
import { PRESET } from '../../server/risk/rules/preset.ts'
import { type Checked, type WrongWord, when } from '../../server/risk/rules/when.ts'

// These do not compile as soon as the compiler overlooks a name, or refuses a condition that is right.
const one: WrongWord<'!trackingKnown && (initiatorStrangr || amount >= 500)'> = 'initiatorStrangr'
const first: WrongWord<'ammount > 5'> = 'ammount'
const inBrackets: WrongWord<'amount > 5 && !(!unusualHours)'> = 'unusualHours'
const told: Checked<'ammount > 5'> = 'no feature is called ammount'
const right: Checked<`kind == "signature" && !(payeeKnown || amount != ${number})`> =
  'kind == "signature" && !(payeeKnown || amount != 12.5)'

describe('a condition that stands in the code', () => {
  test('does not compile where it names a feature that does not exist, and the compiler names it', () => {
    expect([one, first, inBrackets]).toEqual(['initiatorStrangr', 'ammount', 'unusualHours'])
    expect(told).toBe('no feature is called ammount')
  })

  test('is the text itself', () => {
    expect(when('kind == "signature" && !(payeeKnown || amount != 12.5)')).toBe(right)
  })

  test('of the preset is stored as it was before it was checked: the version is of the text', () => {
    expect(PRESET.rules.find(({ id }) => id === 'fromDatacenter')?.condition).toBe(
      'initiatorDatacenter && !initiatorVpn',
    )
  })
})
