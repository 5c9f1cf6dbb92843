/** The labels of one entity, as far as they were known at a moment. */
import { type LabelEvent, WINDOW_MS } from '../../domain/sessions/history.ts'
import type { Instant } from '../../domain/time.ts'

/** How many of the newest labels tell how an entity is now. */
export const NEWEST_LABELS = 5

export const LABELLED = [
  'subject',
  'account',
  'tracking',
  'address',
  'network',
  'relyingParty',
  'template',
  'payee',
] as const
export type Labelled = (typeof LABELLED)[number]

/** Of one entity: each session by its newest label. */
export type Labels = {
  frauds7d: number
  frauds28d: number
  labels28d: number
  firstFraudAt: Instant | null
  lastFraudAt: Instant | null
  newest: { frauds: number; labels: number }
  /** Frauds in a row up to the newest label, and when the first of them became known. */
  run: { frauds: number; since: Instant | null }
  /** Minor units, in the currency of the session. */
  amounts: { count: number; sum: number; most: number }
}

/** @param labelEvents of the last 28 days, oldest first. */
export function labelsOf(labelEvents: readonly LabelEvent[], now: Instant, currency: string | null): Labels {
  const labels = noLabels()
  const counted = new Set<string>()
  // Newest first: a later label of a session replaces the one before.
  for (let place = labelEvents.length - 1; place >= 0; place--) {
    const labelEvent = labelEvents[place]
    if (labelEvent === undefined || counted.has(labelEvent.sessionId)) continue
    counted.add(labelEvent.sessionId)
    const isFraud = labelEvent.kind === 'confirmedFraud'
    labels.labels28d += 1
    if (labels.newest.labels < NEWEST_LABELS) {
      labels.newest.labels += 1
      labels.newest.frauds += isFraud ? 1 : 0
    }
    if (isFraud) addFraud(labels, labelEvent, now, currency)
  }
  return labels
}

function addFraud(labels: Labels, labelEvent: LabelEvent, now: Instant, currency: string | null): void {
  labels.frauds28d += 1
  if (labels.labels28d === labels.run.frauds + 1)
    labels.run = { frauds: labels.labels28d, since: labelEvent.at }
  if (labelEvent.at > now - WINDOW_MS.d7) labels.frauds7d += 1
  labels.lastFraudAt ??= labelEvent.at
  labels.firstFraudAt = labelEvent.at
  if (labelEvent.amountMinor === null || labelEvent.currency !== currency) return
  labels.amounts.count += 1
  labels.amounts.sum += labelEvent.amountMinor
  labels.amounts.most = Math.max(labels.amounts.most, labelEvent.amountMinor)
}

function noLabels(): Labels {
  return {
    frauds7d: 0,
    frauds28d: 0,
    labels28d: 0,
    firstFraudAt: null,
    lastFraudAt: null,
    newest: { frauds: 0, labels: 0 },
    run: { frauds: 0, since: null },
    amounts: { count: 0, sum: 0, most: 0 },
  }
}
