/**
 * How often, by whom and with what end, in windows of one minute to a week. One table says which entity is
 * counted how; each row becomes features, e.g. `subjectRefusals10m`.
 */
import type { HistoryEventKind, SharedCounts, WindowName } from '../../domain/sessions/history.ts'
import { WINDOW_MS } from '../../domain/sessions/history.ts'
import { type FeatureFamily, type Missing, missing, type NumberFeature } from './feature.ts'
import type { FeatureContext } from './featureContext.ts'
import { noSubject } from './history.ts'
import type { KindCounts, LogSummary } from './windows/logSummary.ts'
import { SHORT } from './windows/windowWords.ts'

const ALL = ['m1', 'm10', 'h1', 'h24', 'd7'] as const
const OUTCOMES = ['m10', 'h1', 'h24', 'd7'] as const

type Counted = 'subject' | 'account' | 'tracking' | 'address' | 'network' | 'relyingParty'

const WORDS = {
  requested: { name: 'Requests', meaning: 'Requests', unit: 'requests' },
  refused: { name: 'Refusals', meaning: 'Refusals', unit: 'refusals' },
  timedOut: { name: 'TimeOuts', meaning: 'Requests that nobody answered', unit: 'requests' },
  wrongCode: { name: 'WrongCodes', meaning: 'Wrong verification codes', unit: 'codes' },
  reported: { name: 'Reports', meaning: 'Reports of “this was not me”', unit: 'reports' },
  completed: { name: 'Completions', meaning: 'Completed sessions', unit: 'sessions' },
  blocked: { name: 'Blocks', meaning: 'Blocked requests', unit: 'requests' },
  confirmedFraud: { name: 'ConfirmedFrauds', meaning: 'Confirmed frauds', unit: 'frauds' },
  confirmedGenuine: { name: 'ConfirmedGenuine', meaning: 'Sessions confirmed as genuine', unit: 'sessions' },
} as const satisfies Record<HistoryEventKind, { name: string; meaning: string; unit: string }>

const OF = {
  subject: 'of this person',
  account: 'on this account',
  tracking: 'from this browser (tracking id)',
  address: 'from this address',
  network: 'from this network (/24 or /48)',
  relyingParty: 'of this relying party',
} as const satisfies Record<Counted, string>

const STOPS = ['refused', 'timedOut', 'wrongCode', 'reported', 'blocked'] as const

const COUNTS: readonly {
  entity: Counted
  kinds: readonly HistoryEventKind[]
  windows: readonly WindowName[]
}[] = [
  { entity: 'subject', kinds: ['requested'], windows: ALL },
  { entity: 'subject', kinds: STOPS, windows: OUTCOMES },
  { entity: 'account', kinds: ['requested'], windows: ALL },
  { entity: 'account', kinds: ['refused', 'timedOut', 'wrongCode'], windows: ['m10', 'h24'] },
  { entity: 'tracking', kinds: ['requested'], windows: ALL },
  { entity: 'tracking', kinds: STOPS, windows: ['h1', 'd7'] },
  { entity: 'address', kinds: ['requested'], windows: ALL },
  { entity: 'address', kinds: STOPS, windows: ['h1', 'd7'] },
  { entity: 'network', kinds: ['requested'], windows: ALL },
  { entity: 'network', kinds: STOPS, windows: ['h24'] },
  { entity: 'relyingParty', kinds: ['requested'], windows: ALL },
  { entity: 'relyingParty', kinds: STOPS, windows: ['h1'] },
]

type Crowded = 'tracking' | 'address' | 'network' | 'relyingParty'

const PEOPLE: readonly { entity: Crowded; windows: readonly WindowName[] }[] = [
  { entity: 'tracking', windows: ALL },
  { entity: 'address', windows: ALL },
  { entity: 'network', windows: [...ALL, 'd28'] },
  { entity: 'relyingParty', windows: ['h24', 'd7'] },
]

const declared = { kind: 'number', personalData: 'behaviour' } as const

export const velocityFeatures: FeatureFamily = Object.fromEntries([
  ...COUNTS.flatMap(({ entity, kinds, windows }) =>
    kinds.flatMap((kind) => windows.map((window) => countFeature(entity, kind, window))),
  ),
  ...PEOPLE.flatMap(({ entity, windows }) => windows.map((window) => peopleFeature(entity, window))),
  ...(['m10', 'h24'] as const).map((window) => unansweredFeature(window)),
  ['subjectUnfinished10m', unfinishedFeature()],
])

function countFeature(entity: Counted, kind: HistoryEventKind, window: WindowName): [string, NumberFeature] {
  const { name, meaning, unit } = WORDS[kind]
  const feature: NumberFeature = {
    ...declared,
    entity,
    window,
    meaning: `${meaning} ${OF[entity]} in the last ${SHORT[window]}`,
    unit,
    aggregate: 'count',
    read: (context) => {
      const counts = countsOf(context, entity)
      return 'missing' in counts ? counts : counts[kind][window]
    },
  }
  return [`${entity}${name}${SHORT[window]}`, feature]
}

function peopleFeature(entity: Crowded, window: WindowName): [string, NumberFeature] {
  const feature: NumberFeature = {
    ...declared,
    entity,
    window,
    meaning: `Other people for whom requests were started ${OF[entity]} in the last ${SHORT[window]}`,
    unit: 'people',
    aggregate: 'distinct',
    read: (context) => {
      if (entity !== 'tracking')
        return mapEntity(context, context.history?.[entity], (shared) => shared.otherPeople[window])
      return mapEntity(context, context.tracking, (log) => log.distinct.otherPerson[window])
    },
  }
  return [`${entity}OtherPeople${SHORT[window]}`, feature]
}

/** Refusals, time-outs and wrong codes together: how the person says no. */
function unansweredFeature(window: 'm10' | 'h24'): [string, NumberFeature] {
  const feature: NumberFeature = {
    ...declared,
    entity: 'subject',
    window,
    meaning: `Refusals, time-outs and wrong codes of this person in the last ${SHORT[window]}`,
    unit: 'requests',
    aggregate: 'count',
    read: (context) => {
      if (context.subject === null) return noSubject(context)
      const { counts } = context.subject.log
      return counts.refused[window] + counts.timedOut[window] + counts.wrongCode[window]
    },
  }
  return [`subjectUnanswered${SHORT[window]}`, feature]
}

function unfinishedFeature(): NumberFeature {
  return {
    ...declared,
    entity: 'subject',
    window: 'm10',
    meaning: 'Requests of this person in the last 10 minutes that are not completed',
    unit: 'requests',
    aggregate: 'count',
    read: (context) => {
      if (context.subject === null) return noSubject(context)
      const since = context.now - WINDOW_MS.m10
      const recent = context.subject.log.events.filter((event) => event.occurredAt > since)
      const completed = new Set(
        recent.filter((event) => event.kind === 'completed').map((event) => event.sessionId),
      )
      return recent.filter((event) => event.kind === 'requested' && !completed.has(event.sessionId)).length
    },
  }
}

function countsOf(context: FeatureContext, entity: Counted): KindCounts | Missing {
  if (context.history === null) return missing(context.whyNoHistory)
  if (entity === 'subject') return context.subject?.log.counts ?? missing('noPerson')
  if (entity === 'account' || entity === 'tracking') return context[entity]?.counts ?? missing('notGiven')
  return context.history[entity]?.counts ?? missing('notGiven')
}

function mapEntity<Entity extends SharedCounts | LogSummary>(
  context: FeatureContext,
  entity: Entity | null | undefined,
  read: (entity: Entity) => number,
): number | Missing {
  if (context.history === null) return missing(context.whyNoHistory)
  return entity == null ? missing('notGiven') : read(entity)
}
