/** What a dashboard shows as it is now: what waits and for how long, campaigns by place, health of queues and models. */

import { groupBy } from '../../domain/groupBy.ts'
import type { ModelSummary } from '../../domain/model.ts'
import type { AddressFacts, Place } from '../../domain/sessions/facts.ts'
import type { Clock, Instant } from '../../domain/time.ts'
import type { QueueHealth } from '../../jobQueue/queueHealth.ts'
import type { DriftReport, ModelDriftReads, ModelReads } from '../models/ports.ts'
import type { Campaign, DashboardNow } from './ports.ts'
import type { Span } from './readDashboard.ts'

export type ReadNowDependencies = {
  clock: Clock
  dashboardNow: DashboardNow
  models: Pick<ModelReads, 'champion' | 'changes'>
  modelDrift: Pick<ModelDriftReads, 'latest'>
  queueHealth: { read(): Promise<QueueHealth[] | null> }
  describeAddress(ip: string): AddressFacts
}

/** Milliseconds for which a hold waits, each with how many have waited as long or longer, but less than the next. */
const WAITING_BINS_MS: readonly number[] = [0, 15_000, 30_000, 60_000, 120_000, 300_000, 3_600_000]

export type PlacedCampaign = Omit<Campaign, 'addresses'> & {
  /** Where its requests were started, most first; addresses with no known place, or none at all, are `elsewhere`. */
  places: { country: string; city: string | null; latitude: number; longitude: number; sessions: number }[]
  elsewhere: number
}

export type NowFigures = Awaited<ReturnType<typeof readNow>>

/** @param campaignsOf null: whoever asks may not read cases. */
export async function readNow(deps: ReadNowDependencies, campaignsOf: Span | null) {
  const now = deps.clock.now()
  const [held, cases, campaigns, queues, outbox, model] = await Promise.all([
    deps.dashboardNow.held(),
    campaignsOf === null ? null : deps.dashboardNow.openCases(now),
    campaignsOf === null ? null : deps.dashboardNow.campaigns(campaignsOf.from, campaignsOf.to),
    deps.queueHealth.read(),
    deps.dashboardNow.outbox(),
    readModel(deps),
  ])
  return {
    held: waitingOf(held, now),
    cases,
    campaigns:
      campaigns === null
        ? null
        : { isCut: campaigns.isCut, items: campaigns.campaigns.map((one) => toPlaced(deps, one)) },
    queues,
    outbox,
    model,
  }
}

function waitingOf(held: readonly { since: Instant; ends: Instant }[], now: Instant) {
  const waitedMs = held.map(({ since }) => Math.max(0, now - since))
  return {
    total: held.length,
    longestMs: held.length === 0 ? null : Math.max(...waitedMs),
    nextEndsAt: held.reduce<Instant | null>(
      (next, { ends }) => (next === null || ends < next ? ends : next),
      null,
    ),
    bins: WAITING_BINS_MS.map((fromMs, place) => {
      const toMs = WAITING_BINS_MS[place + 1] ?? null
      const sessions = waitedMs.filter((ms) => ms >= fromMs && (toMs === null || ms < toMs)).length
      return { fromMs, toMs, sessions }
    }),
  }
}

function toPlaced(deps: ReadNowDependencies, { addresses, ...campaign }: Campaign): PlacedCampaign {
  const located = addresses.map(({ ip, sessions }) => ({
    place: ip === null ? null : deps.describeAddress(ip).place,
    sessions,
  }))
  const known = located.flatMap(({ place, sessions }) => (place === null ? [] : [{ place, sessions }]))
  const places = [...groupBy(known, ({ place }) => nameOf(place)).values()].flatMap((same) => {
    const [first] = same
    if (first === undefined) return []
    const { country, city, latitude, longitude } = first.place
    return [{ country, city, latitude, longitude, sessions: sum(same) }]
  })
  return {
    ...campaign,
    places: places.toSorted((a, b) => b.sessions - a.sessions),
    elsewhere: campaign.sessions - sum(known),
  }
}

function nameOf({ country, city }: Place): string {
  return `${country} ${city ?? ''}`
}

function sum(all: readonly { sessions: number }[]): number {
  return all.reduce((total, { sessions }) => total + sessions, 0)
}

type ActiveModel = { model: ModelSummary; since: Instant; drift: DriftReport | null }

async function readModel(deps: ReadNowDependencies): Promise<ActiveModel | null> {
  const model = await deps.models.champion()
  if (model === null) return null
  const [changes, drift] = await Promise.all([
    deps.models.changes(model.id),
    deps.modelDrift.latest(model.id),
  ])
  const crowned = changes.findLast(({ to }) => to === 'champion')
  return { model, since: crowned?.changedAt ?? model.createdAt, drift }
}
