import { describe, expect, test } from '@jest/globals'
import { riskContext } from '../../server/rp-api/schemas/riskContext.ts'

const problemsOf = (sent: unknown) =>
  riskContext.safeParse(sent).error?.issues.map(({ path }) => path.join('.'))

describe('riskContext', () => {
  test('every member may be left out', () => {
    expect(riskContext.parse({})).toEqual({ initiator: {}, payment: {} })
  })

  test('tells the initiator and the payment apart, in minor units of the currency', () => {
    const sent = {
      initiatorIp: '::ffff:198.51.100.7',
      userAgent: 'Mozilla/5.0',
      trackingId: 'b1f0',
      payee: 'EE382200221020145685',
      amount: '1250.5',
      currency: 'EUR',
      mood: 'unknown members are ignored',
    }
    expect(riskContext.parse(sent)).toEqual({
      initiator: { ip: '198.51.100.7', userAgent: 'Mozilla/5.0', trackingId: 'b1f0' },
      payment: { payee: 'EE382200221020145685', amountMinor: 125_050n, currency: 'EUR' },
    })
  })

  test.each([
    [12, 'EUR', 1200n],
    [0.1, 'EUR', 10n],
    ['7.10', undefined, 710n],
    ['500', 'JPY', 500n],
    ['500.00', 'JPY', 500n],
    ['1.234', 'KWD', 1234n],
  ])('an amount of %p %p is %p minor units', (amount, currency, minor) => {
    const sent = currency === undefined ? { amount } : { amount, currency }
    expect(riskContext.parse(sent).payment.amountMinor).toBe(minor)
  })

  test.each([-1, '1,5', '1e3', 1e30, '', '0.001', 'ten'])('an amount of %p is refused', (amount) => {
    expect(problemsOf({ amount })).toEqual(['amount'])
  })

  test('names every member that is malformed', () => {
    const sent = {
      initiatorIp: '198.51.100.256',
      userAgent: '',
      trackingId: 7,
      currency: 'euro',
      amount: '1',
    }
    expect(problemsOf(sent)).toEqual(['initiatorIp', 'userAgent', 'trackingId', 'currency'])
  })
})
