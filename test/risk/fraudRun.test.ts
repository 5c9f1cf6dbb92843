import { describe, expect, test } from '@jest/globals'
import { toId } from '../../server/domain/ids.ts'
import type { LabelEvent } from '../../server/domain/sessions/history.ts'
import { DAY_MS, toInstant } from '../../server/domain/time.ts'
import { labelsOf } from '../../server/risk/features/labels.ts'

const NOW = toInstant(Date.UTC(2026, 10, 3))

/** One label a day, the last of them today: `f` is fraud, `g` genuine. */
function verdictsOf(word: string): LabelEvent[] {
  return [...word].map((letter, at) => ({
    kind: letter === 'f' ? 'confirmedFraud' : 'confirmedGenuine',
    sessionId: toId<'session'>(`00000000-0000-7000-8000-${String(at).padStart(12, '0')}`),
    at: toInstant(NOW - (word.length - 1 - at) * DAY_MS),
    amountMinor: 100,
    currency: 'EUR',
  }))
}

describe('frauds in a row', () => {
  test.each([
    ['gff', 2, 1],
    ['ffgf', 1, 0],
    ['fff', 3, 2],
  ])('%s: %d, the first of them known %d days ago', (word, frauds, days) => {
    const { run } = labelsOf(verdictsOf(word), NOW, 'EUR')
    expect(run).toEqual({ frauds, since: NOW - days * DAY_MS })
  })

  test.each(['', 'ffg'])('"%s": none, because nothing or something genuine was known last', (word) => {
    expect(labelsOf(verdictsOf(word), NOW, 'EUR').run).toEqual({ frauds: 0, since: null })
  })
})
