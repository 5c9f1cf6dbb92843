import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { RuleFigures, RuleProposal, RuleSummary, RuleVersion } from '../../server/contract/rules.ts'
import { when } from '../../server/risk/rules/when.ts'
import { daysUntil, ruleRows, shownRules } from '../../web/console/rules/list/ruleRows.ts'
import { wordDiff } from '../../web/console/rules/page/wordDiff.ts'
import { offeredSteps } from '../../web/console/rules/steps/ruleSteps.ts'

function version(id: string, state: RuleVersion['state'], number = 1): RuleVersion {
  return {
    id: `${id}-${number}`,
    ruleId: id,
    number,
    state,
    sentence: `What ${id} says.`,
    pattern: 'A',
    condition: when('amount >= 5'),
    effect: { kind: 'weight', weight: 1 },
    reasonCode: 'CODE',
    scamType: 'unknown',
    stage: null,
    note: null,
    basedOn: null,
    author: 'Author',
    createdAt: '2026-03-01T00:00:00Z',
  }
}

const figure = (ruleId: string, hits: number, confirmed: number, refuted: number) => ({
  ruleId,
  hits,
  shadowHits: 0,
  people: hits,
  confirmed,
  refuted,
  unlabelled: hits - confirmed - refuted,
  confirmedShare: null,
  refutedShare: null,
  alone: 0,
})

describe('the list of rules', () => {
  const days = daysUntil(new Date('2026-03-03T12:00:00Z'), 3)
  const rules: RuleSummary[] = [
    { id: 'quiet', versions: [version('quiet', 'live')], proposal: null },
    {
      id: 'loud',
      versions: [version('loud', 'draft', 3), version('loud', 'shadow', 2), version('loud', 'live', 1)],
      proposal: { versionId: 'loud-3', change: 'publish', by: 'Author', at: '2026-03-01T00:00:00Z' },
    },
    { id: 'old', versions: [version('old', 'retired')], proposal: null },
  ]
  const figures: RuleFigures = {
    items: [
      { ...figure('loud', 4, 1, 0), day: '2026-03-01' },
      { ...figure('loud', 6, 2, 1), day: '2026-03-03' },
    ],
    totals: [figure('loud', 10, 3, 1)],
  }
  const rows = ruleRows(rules, figures, days)
  const shown = (filter: Parameters<typeof shownRules>[1]['filter'], words = '') =>
    shownRules(rows, { filter, words, column: 'hits' }).map(({ id }) => id)

  test('days are those of UTC, the oldest first', () => {
    expect(days).toEqual(['2026-03-01', '2026-03-02', '2026-03-03'])
  })

  test('a rule is shown as it decides now, with every state that its versions are in', () => {
    const loud = rows.find(({ id }) => id === 'loud')
    expect(loud?.version.number).toBe(1)
    expect(loud?.states).toEqual(['draft', 'shadow', 'live'])
  })

  test('a day without hits is nought, and precision counts only what is known', () => {
    const loud = rows.find(({ id }) => id === 'loud')
    expect(loud?.byDay).toEqual([4, 0, 6])
    expect(loud?.precision).toEqual({ share: 0.75, confirmed: 3, known: 4 })
    expect(rows.find(({ id }) => id === 'quiet')?.precision).toBeNull()
  })

  test('filters by state, by what waits for a second person, and by words of the rule', () => {
    expect(shown('all')).toEqual(['loud', 'old', 'quiet'])
    expect(shown('live')).toEqual(['loud', 'quiet'])
    expect(shown('draft')).toEqual(['loud'])
    expect(shown('waiting')).toEqual(['loud'])
    expect(shown('retired')).toEqual(['old'])
    expect(shown('all', 'QUIET')).toEqual(['quiet'])
  })
})

describe('what may become of a version', () => {
  const draft = version('rule', 'draft')
  const proposed = (by: string, change: RuleProposal['change'] = 'publish'): RuleProposal => ({
    versionId: draft.id,
    change,
    by,
    at: '2026-03-01T00:00:00Z',
  })
  const author = { name: 'Author', mayEdit: true, mayPublish: true }
  const senior = { name: 'Senior', mayEdit: false, mayPublish: true }
  const reader = { name: 'Reader', mayEdit: false, mayPublish: false }
  const steps = (...given: Parameters<typeof offeredSteps>) => offeredSteps(...given).map(({ step }) => step)

  test('one person brings a draft into shadow, proposes it or takes it back', () => {
    expect(steps(draft, null, author)).toEqual(['shadow', 'propose', 'retire'])
    expect(steps(draft, null, senior)).toEqual([])
  })

  test('who wrote or proposed it is told that somebody else must publish', () => {
    expect(offeredSteps(draft, proposed('Author'), author)[0]).toEqual({ step: 'publish', notBy: ['Author'] })
    const other = { ...author, name: 'Other' }
    expect(offeredSteps(draft, proposed('Other'), other)[0]).toEqual({
      step: 'publish',
      notBy: ['Author', 'Other'],
    })
    expect(offeredSteps(draft, proposed('Other'), senior)).toEqual([{ step: 'publish', notBy: null }])
    expect(offeredSteps(draft, proposed('Author'), reader)).toEqual([{ step: 'publish', notBy: [] }])
  })

  test('a live version leaves by two, of whom the second may be its author', () => {
    const live = version('rule', 'live')
    expect(steps(live, null, author)).toEqual(['proposeRetire'])
    expect(offeredSteps(live, { ...proposed('Other', 'retire'), versionId: live.id }, author)[0]).toEqual({
      step: 'retire',
      notBy: null,
    })
  })

  test('while one version waits, no other is proposed, and a retired one only comes back as a draft', () => {
    expect(steps(version('rule', 'shadow', 2), proposed('Author'), author)).toEqual(['retire'])
    expect(steps(version('rule', 'retired', 3), null, author)).toEqual(['rollback'])
    expect(steps(version('rule', 'retired', 3), null, senior)).toEqual([])
  })
})

describe('the difference between two texts', () => {
  const words = fc.array(fc.constantFrom('amount', '>=', '5', ' ', '&&', '!', 'kind', '"a b"', '\n'), {
    maxLength: 12,
  })
  const text = fc.oneof(
    words.map((some) => some.join('')),
    fc.string({ unit: 'grapheme', maxLength: 20 }),
  )

  test('what is left without the new words is the old text, and the other way round', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const parts = wordDiff(before, after)
        const without = (is: string) =>
          parts
            .filter((part) => part.is !== is)
            .map((part) => part.words)
            .join('')
        expect(without('after')).toBe(before)
        expect(without('before')).toBe(after)
      }),
    )
  })

  test('a text and itself differ in nothing', () => {
    fc.assert(
      fc.property(text, (same) => expect(wordDiff(same, same).every(({ is }) => is === 'same')).toBe(true)),
    )
  })

  test('what differs in too many words is shown as replaced whole', () => {
    const [before, after] = ['a '.repeat(1_001), 'b '.repeat(1_001)]
    expect(wordDiff(before, after)).toEqual([
      { words: before, is: 'before' },
      { words: after, is: 'after' },
    ])
    expect(wordDiff('', after)).toEqual([{ words: after, is: 'after' }])
  })

  test('one changed number is one changed number', () => {
    expect(wordDiff('amount >= 500.0 && flag', 'amount >= 750.5 && flag')).toEqual([
      { words: 'amount >= ', is: 'same' },
      { words: '500.0', is: 'before' },
      { words: '750.5', is: 'after' },
      { words: ' && flag', is: 'same' },
    ])
  })
})
