import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { CaseEvent } from '../../server/contract/cases.ts'
import { CASE_STATES } from '../../server/domain/cases/case.ts'
import { SCAM_TYPES } from '../../server/domain/sessions/decision.ts'
import { DISPOSITIONS } from '../../server/domain/sessions/label.ts'
import {
  type ClosingForm,
  closingOrder,
  EMPTY_CLOSING,
  missingIn,
} from '../../web/console/cases/close/closingForm.ts'
import { minorUnits, moneyText } from '../../web/console/cases/close/money.ts'
import { caseRights } from '../../web/console/cases/data/caseRights.ts'
import { CASE_TABS, tabFilter, tabOfFilter } from '../../web/console/cases/list/caseTabs.ts'
import {
  mentionBefore,
  mentionedIn,
  splitByMentions,
  withMention,
} from '../../web/console/cases/notes/mentions.ts'
import { gathered, timelineText } from '../../web/console/cases/timeline/timelineText.ts'
import { textOf } from '../../web/console/i18n/textOf.ts'

const MARI = { id: '1', name: 'Mari' }
const MARI_METS = { id: '2', name: 'Mari Mets' }
const JAAN = { id: '3', name: 'Jaan Tamm' }
const PEOPLE = [MARI, MARI_METS, JAAN]

describe('sums', () => {
  test.each([
    ['1250.50', 'EUR', '125050'],
    ['1250,5', 'EUR', '125050'],
    ['1 250', 'EUR', '125000'],
    ['0.07', 'EUR', '7'],
    ['0', 'EUR', '0'],
    ['5000', 'JPY', '5000'],
    ['1.234', 'KWD', '1234'],
  ])('%s %s is %s in minor units', (written, currency, minor) => {
    expect(minorUnits(written, currency)).toBe(minor)
  })

  test.each([
    ['', 'EUR'],
    ['-5', 'EUR'],
    ['12.345', 'EUR'],
    ['1.5', 'JPY'],
    ['1,250.50', 'EUR'],
    ['ten', 'EUR'],
    ['5', 'euro'],
    ['12345678901234.00', 'EUR'],
  ])('"%s" %s is no sum', (written, currency) => {
    expect(minorUnits(written, currency)).toBeNull()
  })

  test('what is written in minor units is read as the same sum', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 9 }), (cents) => {
        const written = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`
        expect(minorUnits(written, 'EUR')).toBe(String(cents))
      }),
    )
    expect(moneyText('125050', 'EUR', 'en')).toBe('€1,250.50')
  })
})

describe('closing a case', () => {
  const FRAUD: ClosingForm = {
    ...EMPTY_CLOSING,
    disposition: 'confirmedFraud',
    scamType: 'safeAccount',
    hasMoneyMoved: false,
  }

  test.each<[string, Partial<ClosingForm>, string[]]>([
    ['nothing', { disposition: null }, ['disposition']],
    ['a fraud without its scam', { scamType: null }, ['scamType']],
    ['a fraud of which nobody said whether money moved', { hasMoneyMoved: null }, ['moneyMoved']],
    ['money without a sum', { hasMoneyMoved: true }, ['amount']],
    ['money of nothing', { hasMoneyMoved: true, amount: '0' }, ['amount']],
    ['money without a currency', { hasMoneyMoved: true, amount: '5', currency: '' }, ['currency']],
    ['more back than was lost', { hasMoneyMoved: true, amount: '5', recovered: '6' }, ['recovered']],
    ['no sum that came back', { hasMoneyMoved: true, amount: '5', recovered: 'all' }, ['recovered']],
  ])('%s is not sent, and the field is named', (_what, part, missing) => {
    const form = { ...FRAUD, ...part }
    expect(missingIn(form)).toEqual(missing)
    expect(closingOrder(form)).toBeNull()
  })

  test('a loss is sent in minor units, with nothing back where nothing is written', () => {
    expect(closingOrder({ ...FRAUD, hasMoneyMoved: true, amount: '890,00' })).toEqual({
      disposition: 'confirmedFraud',
      scamType: 'safeAccount',
      loss: { amountMinor: '89000', currency: 'EUR', recoveredMinor: '0' },
      exceptions: [],
    })
  })

  test('what was typed for a fraud is left out where it was none', () => {
    const form: ClosingForm = { ...FRAUD, disposition: 'benign', hasMoneyMoved: true, amount: '5' }
    expect(closingOrder(form)).toMatchObject({ disposition: 'benign', scamType: null, loss: null })
  })

  test('whatever is typed, it is either whole or a missing field is named', () => {
    const form = fc.record({
      disposition: fc.option(fc.constantFrom(...DISPOSITIONS)),
      scamType: fc.option(fc.constantFrom(...SCAM_TYPES)),
      hasMoneyMoved: fc.option(fc.boolean()),
      amount: fc.oneof(fc.string(), fc.nat().map(String)),
      currency: fc.constantFrom('EUR', 'JPY', '', 'eu'),
      recovered: fc.oneof(fc.string(), fc.nat().map(String)),
      exceptions: fc.constant({}),
    })
    fc.assert(
      fc.property(form, (typed) => {
        const order = closingOrder(typed)
        expect(order === null).toBe(missingIn(typed).length > 0)
        if (order?.disposition === 'confirmedFraud') expect(order.scamType).not.toBeNull()
        if (order !== null && order.loss !== null)
          expect(BigInt(order.loss.recoveredMinor) <= BigInt(order.loss.amountMinor)).toBe(true)
      }),
    )
  })

  test('only sessions that differ from the case are exceptions', () => {
    const order = closingOrder({ ...FRAUD, exceptions: { one: 'benign', other: 'confirmedFraud' } })
    expect(order?.exceptions).toEqual([{ sessionId: 'one', disposition: 'benign' }])
  })
})

describe('mentions in a note', () => {
  test.each<[string, { start: number; typed: string } | null]>([
    ['@', { start: 0, typed: '' }],
    ['Ask @Ma', { start: 4, typed: 'Ma' }],
    ['a@b', null],
    ['@Mari and', null],
  ])('after "%s" %j is being typed', (text, found) => {
    expect(mentionBefore(text, text.length)).toEqual(found)
  })

  test('a chosen name takes the place of what was typed', () => {
    expect(withMention('Ask @ma today', 7, { start: 4, name: 'Mari Mets' })).toEqual({
      text: 'Ask @Mari Mets today',
      caret: 15,
    })
  })

  test('the longest name is meant, and a part of a longer word is not', () => {
    expect(mentionedIn('Ask @Mari Mets.', PEOPLE)).toEqual([MARI_METS])
    expect(mentionedIn('Ask @Mari, or @Jaan Tamm', PEOPLE)).toEqual([MARI, JAAN])
    expect(mentionedIn('Ask @Marika', PEOPLE)).toEqual([])
  })

  test('the parts of a note are the note', () => {
    const word = fc.constantFrom('@Mari', '@Mari Mets', '@', ' ', 'x', '@Jaan Tamm', 'Mets', '\n')
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const text = words.join('')
        expect(
          splitByMentions(text, PEOPLE)
            .map((part) => part.text)
            .join(''),
        ).toBe(text)
      }),
    )
  })
})

describe('what a reader may do with a case', () => {
  test('an escalated case is the seniors’, whatever else an analyst may do', () => {
    expect(caseRights({ state: 'escalated' }, { work: true, lead: false })).toMatchObject({
      mayChange: false,
      mayWrite: false,
      mayDecide: false,
    })
    expect(caseRights({ state: 'escalated' }, { work: true, lead: true })).toMatchObject({
      mayChange: true,
      mayGiveBack: true,
    })
  })

  test('who only reads may do nothing with any of them', () => {
    for (const state of CASE_STATES)
      expect(Object.values(caseRights({ state }, { work: false, lead: false }))).not.toContain(true)
  })
})

test('each view of the list is recognised by its filter, whatever else is filtered', () => {
  for (const tab of CASE_TABS) {
    expect(tabOfFilter({ ...tabFilter(tab, 'me'), severities: ['high'] }, 'me')).toBe(tab)
  }
  expect(tabOfFilter({ states: ['open', 'escalated'], assigneeId: 'somebody' }, 'me')).toBeNull()
})

describe('the timeline', () => {
  test('shows an event that a newer server has and this console does not know as itself', () => {
    const { event }: { event: CaseEvent } = JSON.parse(
      '{"event":{"kind":"quarantined","details":{},"text":null}}',
    )
    const withoutWords = textOf((_key, values) => String(values['_']))
    expect(timelineText(event, withoutWords, new Map())).toBe('quarantined')
  })

  const event = (
    kind: CaseEvent['kind'],
    minute: number,
    sessions = 1,
    by: string | null = null,
  ): CaseEvent => ({
    id: String(minute),
    caseId: 'case',
    kind,
    by: by === null ? null : { id: by, name: by },
    details: { sessions },
    text: null,
    at: `2026-03-01T10:${String(minute).padStart(2, '0')}:00Z`,
  })

  test('sessions that came one after the other by the same hand are one line with their number', () => {
    const lines = gathered([
      event('sessionsAdded', 9),
      event('sessionsAdded', 8, 2),
      event('noted', 7),
      event('sessionsAdded', 6),
      event('sessionsAdded', 5, 4, 'mari'),
      event('opened', 1),
    ])
    expect(lines.map((line) => [line.event.kind, line.event.details.sessions, line.since])).toEqual([
      ['sessionsAdded', 3, '2026-03-01T10:08:00Z'],
      ['noted', 1, '2026-03-01T10:07:00Z'],
      ['sessionsAdded', 1, '2026-03-01T10:06:00Z'],
      ['sessionsAdded', 4, '2026-03-01T10:05:00Z'],
      ['opened', 1, '2026-03-01T10:01:00Z'],
    ])
  })

  test('no session is lost in the gathering', () => {
    const kind = fc.constantFrom<CaseEvent['kind']>('sessionsAdded', 'noted')
    const some = fc.tuple(kind, fc.nat({ max: 59 }), fc.nat({ max: 9 }))
    const total = (events: readonly CaseEvent[]) =>
      events.reduce((sum, { details }) => sum + Number(details.sessions), 0)
    fc.assert(
      fc.property(fc.array(some), (given) => {
        const events = given.map(([what, minute, count]) => event(what, minute, count))
        expect(total(gathered(events).map((line) => line.event))).toBe(total(events))
      }),
    )
  })
})
