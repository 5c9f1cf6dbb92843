/**
 * The split of a span for training: train | gap | validation, never shuffled. The gap is
 * the label delay: on the day when training would have happened, nobody knew more of the days before.
 */

import type { Span, TrainingOptions } from '../../domain/model.ts'
import { type Label, labelThatCounts } from '../../domain/sessions/label.ts'
import { addMs, DAY_MS, type Instant } from '../../domain/time.ts'

export type Split = { training: Span; validation: Span }

/** What a decision is to a training. `assumed`: nobody said anything in time, so it is taken for genuine. */
export type Placed =
  | { part: 'training' | 'validation'; fraud: boolean; assumed: boolean }
  | { part: 'gap' | 'leftOut' }

export function splitByTime({ from, to, labelDelayDays, validationDays }: TrainingOptions): Split {
  const validationFrom = addMs(to, -validationDays * DAY_MS)
  return {
    training: { from, to: addMs(validationFrom, -labelDelayDays * DAY_MS) },
    validation: { from: validationFrom, to },
  }
}

/** Days that are left to train on; none or less: the span is too short. */
export function trainingDays({ from, to, labelDelayDays, validationDays }: TrainingOptions): number {
  return (to - from) / DAY_MS - labelDelayDays - validationDays
}

/**
 * @param draw 0 to 1, of the session alone: the same share of unlabelled sessions in every training.
 */
export function placeDecision(
  decision: { decidedAt: Instant; labels: readonly Label[] },
  draw: number,
  options: TrainingOptions,
): Placed {
  const { training, validation } = splitByTime(options)
  const part = isWithin(decision.decidedAt, training)
    ? 'training'
    : isWithin(decision.decidedAt, validation)
      ? 'validation'
      : 'gap'
  if (part === 'gap') return { part }
  // A training row knows nothing that was said after the validation began; a validation row all that is known.
  const knownBy = part === 'training' ? validation.from : validation.to
  const label = labelThatCounts(decision.labels, knownBy)
  if (label !== null) return { part, fraud: label.fraud, assumed: false }
  const isOldEnough = decision.decidedAt <= addMs(knownBy, -options.labelDelayDays * DAY_MS)
  if (!isOldEnough || draw >= options.unlabelledShare) return { part: 'leftOut' }
  return { part, fraud: false, assumed: true }
}

function isWithin(at: Instant, { from, to }: Span): boolean {
  return at >= from && at < to
}
