/** Labels: fraud or not, for one session, with its source and time. Dispositions, from which some of them follow. */
import type { Instant } from '../time.ts'

/** The most trusted first: where sources disagree, the first that spoke in this order counts. */
export const LABEL_SOURCES = ['disposition', 'rpFeedback', 'report'] as const
export type LabelSource = (typeof LABEL_SOURCES)[number]

export type Label = {
  fraud: boolean
  source: LabelSource
  /** Event time at which it became known to us; it says nothing of what was decided earlier. */
  labelledAt: Instant
}

export const DISPOSITIONS = ['confirmedFraud', 'benign', 'benignTruePositive', 'inconclusive'] as const
export type Disposition = (typeof DISPOSITIONS)[number]

/** Whether a disposition says fraud; null: it says nothing. A benign true positive was rightly stopped, yet no fraud. */
export const FRAUD_BY_DISPOSITION = {
  confirmedFraud: true,
  benign: false,
  benignTruePositive: false,
  inconclusive: null,
} as const satisfies Record<Disposition, boolean | null>

/** The label that counts at a moment: of those known by then the one of the most trusted source. */
export function labelThatCounts(labels: readonly Label[], knownBy: Instant): Label | null {
  for (const source of LABEL_SOURCES) {
    const found = labels.find((label) => label.source === source && label.labelledAt <= knownBy)
    if (found !== undefined) return found
  }
  return null
}

/** What became known of a session in the end. */
export const KNOWN_AS = ['fraud', 'genuine', 'unknown'] as const
export type KnownAs = (typeof KNOWN_AS)[number]
