import { describe, expect, test } from '@jest/globals'
import {
  allowedInteractionsOrder,
  interactionsBase64,
  V3_TYPES,
} from '../../server/rp-api/schemas/interactions.ts'

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64')
const notification = interactionsBase64(V3_TYPES.notification)
const deviceLink = interactionsBase64(V3_TYPES.deviceLink)

function problemsOf(schema: typeof notification | typeof allowedInteractionsOrder, sent: unknown) {
  return schema.safeParse(sent).error?.issues.map(({ path }) => path.join('.'))
}

describe('interactions of v3', () => {
  test('keep the text as it was sent, for it is signed as it is', () => {
    const loose = Buffer.from('[ {"displayText60": "Log in", "type": "displayTextAndPIN"} ]').toString(
      'base64',
    )
    expect(notification.parse(loose)).toEqual({
      list: [{ type: 'displayTextAndPIN', text: 'Log in' }],
      base64: loose,
    })
  })

  test('count characters, not code units or octets', () => {
    expect(
      notification.safeParse(encode([{ type: 'displayTextAndPIN', displayText60: '🔑'.repeat(60) }])).success,
    ).toBe(true)
    expect(
      problemsOf(notification, encode([{ type: 'displayTextAndPIN', displayText60: 'õ'.repeat(61) }])),
    ).toEqual(['0.displayText60'])
  })

  test.each([
    ['not base64', '[{"type":"displayTextAndPIN"}]'],
    ['not JSON', Buffer.from('[{').toString('base64')],
    ['not UTF-8', Buffer.from([0x5b, 0x22, 0xff, 0x22, 0x5d]).toString('base64')],
    ['no array', encode({ type: 'displayTextAndPIN', displayText60: 'x' })],
    ['empty', encode([])],
    ['no interaction', encode(['displayTextAndPIN'])],
  ])('refuse what is %s', (_why, sent) => {
    expect(notification.safeParse(sent).success).toBe(false)
  })

  test('refuse a text that is missing, empty, of another length or twice', () => {
    expect(problemsOf(notification, encode([{ type: 'confirmationMessage', displayText60: 'x' }]))).toEqual([
      '0.displayText200',
      '0.displayText60',
    ])
    expect(problemsOf(notification, encode([{ type: 'displayTextAndPIN', displayText60: '' }]))).toEqual([
      '0.displayText60',
    ])
    expect(
      problemsOf(
        notification,
        encode([{ type: 'confirmationMessage', displayText60: 'x', displayText200: 'x' }]),
      ),
    ).toEqual(['0.displayText60'])
  })

  test('refuse a type twice', () => {
    const one = { type: 'displayTextAndPIN', displayText60: 'x' }
    expect(notification.safeParse(encode([one, one])).success).toBe(false)
  })

  test('let a link show two types only, and nobody the blind choice of a code', () => {
    const withChoice = encode([{ type: 'confirmationMessageAndVerificationCodeChoice', displayText200: 'x' }])
    const blind = encode([{ type: 'verificationCodeChoice', displayText60: 'x' }])
    expect(notification.safeParse(withChoice).success).toBe(true)
    expect(problemsOf(deviceLink, withChoice)).toEqual(['0.type'])
    expect(problemsOf(notification, blind)).toEqual(['0.type'])
  })
})

describe('allowedInteractionsOrder of v2', () => {
  test('keeps the order, takes all four types and ignores what it does not know', () => {
    const sent = [
      { type: 'confirmationMessageAndVerificationCodeChoice', displayText200: 'a', colour: 'red' },
      { type: 'confirmationMessage', displayText200: 'b' },
      { type: 'verificationCodeChoice', displayText60: 'c' },
      { type: 'displayTextAndPIN', displayText60: 'd', displayText200: 'ignored' },
    ]
    expect(allowedInteractionsOrder.parse(sent).map(({ text }) => text)).toEqual(['a', 'b', 'c', 'd'])
  })

  test('names the member that is wrong', () => {
    expect(problemsOf(allowedInteractionsOrder, [])).toEqual([''])
    expect(
      problemsOf(allowedInteractionsOrder, [
        { type: 'displayTextAndPIN', displayText60: 'x'.repeat(61) },
        { type: 'confirmationMessage' },
        { type: 'shout', displayText60: 'x' },
      ]),
    ).toEqual(['0.displayText60', '1.displayText200', '2.type'])
  })
})
