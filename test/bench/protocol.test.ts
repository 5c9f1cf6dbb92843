import { describe, expect, test } from '@jest/globals'
import { cardPrecision } from '../../bench/detection/cardPrecision.ts'
import { type Dealing, divideByFold, planFolds } from '../../bench/detection/folds.ts'
import { parseOptions, WrongOption } from '../../bench/detection/options.ts'
import { toDay } from '../../bench/detection/transactions.ts'

const dealing = (day: number, customer: number, fraud: number): Dealing => ({ day, customer, fraud })

describe('folds', () => {
  test('go back a week each, a week of waiting between training and test', () => {
    expect(planFolds(101, 2)).toEqual([
      { trainFrom: 101, trainTo: 108, testFrom: 115, testTo: 122 },
      { trainFrom: 94, trainTo: 101, testFrom: 108, testTo: 115 },
    ])
  })

  const [fold] = planFolds(0, 1)
  if (fold === undefined) throw new Error('there is a fold')

  test('test nobody whose fraud is known: from the training week, or from a label that came by that day', () => {
    const rows = [
      dealing(3, 1, 1),
      dealing(8, 2, 1),
      dealing(14, 1, 0),
      dealing(15, 2, 0),
      dealing(16, 2, 0),
      dealing(16, 3, 0),
    ]
    const { train, test } = divideByFold(rows, fold)
    expect([...train]).toEqual([0])
    // Customer 2's fraud of day 8 is labelled on day 15 and known from day 16 on.
    expect([...test]).toEqual([3, 5])
  })

  test('never train on a day whose label is not known when the test begins', () => {
    for (const { trainTo, testFrom } of planFolds(200, 8))
      expect(testFrom - trainTo).toBeGreaterThanOrEqual(7)
  })
})

describe('card precision', () => {
  test('is the share of defrauded among the first customers of each day', () => {
    const rows = [dealing(0, 1, 1), dealing(0, 2, 0), dealing(0, 3, 0), dealing(1, 4, 0), dealing(1, 5, 1)]
    expect(cardPrecision(rows, [9, 8, 1, 3, 2], 2)).toBe(0.5)
  })

  test('takes a customer once, by the highest score, and as defrauded if any payment is', () => {
    const rows = [dealing(0, 1, 0), dealing(0, 1, 1), dealing(0, 2, 0)]
    expect(cardPrecision(rows, [5, 1, 4], 1)).toBe(1)
  })

  test('does not look again at whom it found on a day before', () => {
    const rows = [dealing(0, 1, 1), dealing(1, 1, 1), dealing(1, 2, 0)]
    expect(cardPrecision(rows, [9, 9, 1], 1)).toBe(0.5)
  })
})

describe('options', () => {
  test('name what is wrong and how it would be right', () => {
    expect(() => parseOptions([])).toThrow(/--data must name the file/)
    expect(() => parseOptions(['--data', 'x', '--folds', 'many'])).toThrow(/--folds must be a whole number/)
    expect(() => parseOptions(['--data', 'x', '--first-train', 'July'])).toThrow(/write it like 2018-07-11/)
    expect(() => parseOptions(['--date', 'x'])).toThrow(WrongOption)
  })

  test('count days from the first day of the data', () => {
    expect(parseOptions(['--data', 'x', '--first-train', '2018-07-11']).firstTrainDay).toBe(101)
    expect(toDay('2018-04-01')).toBe(0)
  })
})
