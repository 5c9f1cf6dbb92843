import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { TrainingOptions } from '../../../server/domain/model.ts'
import { LABEL_SOURCES, type Label } from '../../../server/domain/sessions/label.ts'
import { addMs, DAY_MS, type Instant, toInstant } from '../../../server/domain/time.ts'
import { placeDecision, splitByTime } from '../../../server/flow/models/splitByTime.ts'

const TO = toInstant(Date.UTC(2026, 10, 1))
const OPTIONS: TrainingOptions = {
  from: addMs(TO, -60 * DAY_MS),
  to: TO,
  labelDelayDays: 7,
  validationDays: 14,
  unlabelledShare: 1,
  minFrauds: 1,
}
const day = (before: number): Instant => addMs(TO, -before * DAY_MS)
const label = (fraud: boolean, source: Label['source'], at: Instant): Label => ({
  fraud,
  source,
  labelledAt: at,
})
const place = (decidedAt: Instant, labels: Label[], draw = 0, options = OPTIONS) =>
  placeDecision({ decidedAt, labels }, draw, options)

const instants = fc.integer({ min: day(80), max: addMs(TO, 20 * DAY_MS) }).map(toInstant)
const labels = fc.array(
  fc.record({ fraud: fc.boolean(), source: fc.constantFrom(...LABEL_SOURCES), labelledAt: instants }),
  { maxLength: 3 },
)

describe('the split of a span by time', () => {
  test('training ends a label delay before the validation begins', () => {
    const { training, validation } = splitByTime(OPTIONS)
    expect(validation.from - training.to).toBe(7 * DAY_MS)
    expect([training.from, validation.to]).toEqual([OPTIONS.from, OPTIONS.to])
    expect(place(addMs(training.to, -1), [])).toMatchObject({ part: 'training' })
    expect(place(training.to, [])).toEqual({ part: 'gap' })
    expect(place(addMs(validation.from, -1), [])).toEqual({ part: 'gap' })
    expect(place(validation.from, [])).toMatchObject({ part: 'validation' })
  })

  test('what is said after the validation began never reaches a training row', () => {
    fc.assert(
      fc.property(
        instants,
        labels,
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (decidedAt, said, draw) => {
          const { training, validation } = splitByTime(OPTIONS)
          fc.pre(decidedAt >= training.from && decidedAt < training.to)
          const known = said.filter(({ labelledAt }) => labelledAt <= validation.from)
          expect(place(decidedAt, said, draw)).toEqual(place(decidedAt, known, draw))
        },
      ),
    )
  })

  test('nothing said after the span’s end reaches any row', () => {
    fc.assert(
      fc.property(instants, labels, (decidedAt, said) => {
        const known = said.filter(({ labelledAt }) => labelledAt <= OPTIONS.to)
        expect(place(decidedAt, said)).toEqual(place(decidedAt, known))
      }),
    )
  })

  test('where sources disagree, the disposition counts above the feedback above the report', () => {
    const said = [
      label(true, 'report', day(40)),
      label(false, 'rpFeedback', day(39)),
      label(true, 'disposition', day(38)),
    ]
    expect(place(day(41), said)).toEqual({ part: 'training', fraud: true, assumed: false })
    expect(place(day(41), said.slice(0, 2))).toEqual({ part: 'training', fraud: false, assumed: false })
    expect(place(day(41), said.slice(0, 1))).toEqual({ part: 'training', fraud: true, assumed: false })
  })

  test('an unlabelled session is taken for genuine only once the label delay is over, and only its share', () => {
    expect(place(day(8), [])).toEqual({ part: 'validation', fraud: false, assumed: true })
    expect(place(day(6), [])).toEqual({ part: 'leftOut' })
    expect(place(day(8), [], 0.5, { ...OPTIONS, unlabelledShare: 0.4 })).toEqual({ part: 'leftOut' })
    expect(place(day(8), [], 0.3, { ...OPTIONS, unlabelledShare: 0.4 })).toMatchObject({ assumed: true })
    const labelled = [label(true, 'report', day(6))]
    expect(place(day(6), labelled)).toEqual({ part: 'validation', fraud: true, assumed: false })
  })
})
