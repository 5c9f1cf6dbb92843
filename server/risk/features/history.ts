/** The session against the person's own habits. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/time.ts'
import { type FeatureFamily, isMissing, type Missing, missing } from './feature.ts'
import type { FeatureContext } from './featureContext.ts'
import { habitsOf, isHabit } from './habits/habits.ts'
import { isStranger, isTrackingKnown, isUnfamiliar, wasStranger } from './stranger.ts'
import type { LogSummary } from './windows/logSummary.ts'

const HOURS_FOR_A_RHYTHM = 12
const HOURS_AROUND = 2
const RARE_HOUR = 0.03

const declared = { entity: 'subject', window: null, personalData: 'behaviour', unit: 'yes or no' } as const

export const historyFeatures = {
  historyKnown: {
    ...declared,
    entity: 'session',
    kind: 'boolean',
    personalData: 'none',
    meaning: 'The windows of the past could be read',
    aggregate: 'known',
    read: ({ history }) => history !== null,
  },
  habitsKnown: {
    ...declared,
    kind: 'boolean',
    meaning: 'The person has completed enough sessions over enough days to have habits',
    aggregate: 'known',
    read: (context) =>
      context.history === null ? missing(context.whyNoHistory) : context.subject?.usual != null,
  },
  completedSessions: {
    ...declared,
    kind: 'number',
    unit: 'sessions',
    meaning: 'Sessions that the person has ever completed, as far as remembered',
    aggregate: 'count',
    read: (context) =>
      context.subject === null
        ? noSubject(context)
        : sumOf([...context.subject.habits.relyingParty.values()].map((habit) => habit.sessions)),
  },
  trackingKnown: {
    ...declared,
    kind: 'boolean',
    personalData: 'networkIdentifier',
    meaning: 'The person has completed sessions from this browser (tracking id) before',
    aggregate: 'known',
    read: (context) => isTrackingKnown(context, context.facts.initiator.trackingKey),
  },
  initiatorStranger: {
    ...declared,
    kind: 'boolean',
    personalData: 'networkIdentifier',
    meaning: 'Neither browser nor network (without a tracking id: nor place) is one that this person uses',
    aggregate: 'known',
    read: isStranger,
  },
  initiatorUnfamiliar: {
    ...declared,
    kind: 'boolean',
    personalData: 'networkIdentifier',
    meaning:
      'Neither browser nor network is known to be one that this person uses; true too where nobody says',
    aggregate: 'known',
    read: isUnfamiliar,
  },
  relyingPartyKnown: {
    ...declared,
    kind: 'boolean',
    meaning: 'The person has completed a session at this relying party before',
    aggregate: 'known',
    read: (context) => isHabit(context, 'relyingParty', context.facts.relyingPartyId),
  },
  sessionsAtRelyingParty: {
    ...declared,
    kind: 'number',
    unit: 'sessions',
    meaning: 'Sessions that the person has completed at this relying party',
    aggregate: 'count',
    read: (context) =>
      context.subject === null
        ? noSubject(context)
        : (context.subject.habits.relyingParty.get(context.facts.relyingPartyId)?.sessions ?? 0),
  },
  unusualHour: {
    ...declared,
    kind: 'boolean',
    meaning: 'The person is hardly ever active within two hours of this hour',
    aggregate: 'ratio',
    read: unusualHour,
  },
  daysSinceLastCompleted: {
    ...declared,
    kind: 'number',
    unit: 'days',
    meaning: 'Time since the person’s last completed session',
    aggregate: 'timeSince',
    read: (context) => sinceLast(context, (log) => lastAt(log, 'completed'), DAY_MS),
  },
  minutesSinceRefusal: {
    ...declared,
    kind: 'number',
    unit: 'minutes',
    meaning: 'Time since the person last refused a request',
    aggregate: 'timeSince',
    read: (context) => sinceLast(context, (log) => lastAt(log, 'refused'), MINUTE_MS),
  },
  hoursSinceReport: {
    ...declared,
    kind: 'number',
    unit: 'hours',
    meaning: 'Time since the person last reported “this was not me”',
    aggregate: 'timeSince',
    read: (context) => sinceLast(context, (log) => lastAt(log, 'reported'), HOUR_MS),
  },
  strangerRequests24h: {
    ...declared,
    window: 'h24',
    kind: 'number',
    unit: 'requests',
    meaning: 'Requests of the last day that came from browsers and networks not the person’s own',
    aggregate: 'count',
    read: (context) => strangerRequests(context, DAY_MS),
  },
  minutesSinceStrangerLogin: {
    ...declared,
    kind: 'number',
    unit: 'minutes',
    personalData: 'behaviour',
    meaning: 'Time since a log-in was last asked for from a browser and network not the person’s own',
    aggregate: 'timeSince',
    read: (context) =>
      sinceLast(
        context,
        ({ events }) =>
          events.findLast(
            (event) =>
              event.kind === 'requested' &&
              event.sessionKind === 'authentication' &&
              wasStranger(context, event),
          )?.occurredAt,
        MINUTE_MS,
      ),
  },
} as const satisfies FeatureFamily

export function noSubject(context: FeatureContext): Missing {
  return missing(context.history === null ? context.whyNoHistory : 'noPerson')
}

/** @param unitMs length of the unit in which the answer is given. */
export function sinceLast(
  context: FeatureContext,
  find: (log: LogSummary) => number | undefined,
  unitMs: number,
): number | Missing {
  if (context.subject === null) return noSubject(context)
  const at = find(context.subject.log)
  return at === undefined ? missing('noneYet') : Math.max(0, context.now - at) / unitMs
}

function lastAt(log: LogSummary, kind: 'completed' | 'refused' | 'reported'): number | undefined {
  return log.lastAt[kind] ?? undefined
}

function strangerRequests(context: FeatureContext, windowMs: number): number | Missing {
  if (context.subject === null) return noSubject(context)
  const habitual = habitsOf(context, 'trackingKey')
  if (isMissing(habitual)) return habitual
  const since = context.now - windowMs
  return context.subject.log.events.filter(
    (event) => event.kind === 'requested' && event.occurredAt > since && wasStranger(context, event),
  ).length
}

/** Share of the person's sessions within HOURS_AROUND of this hour of the (UTC) day, on a 24-hour circle. */
function unusualHour(context: FeatureContext): boolean | Missing {
  if (context.subject === null) return noSubject(context)
  const hours = [...context.subject.habits.hour].map(([hour, habit]) => ({
    hour: Number(hour),
    sessions: habit.sessions,
  }))
  const all = sumOf(hours.map((one) => one.sessions))
  if (all < HOURS_FOR_A_RHYTHM) return missing('learning')
  const here = new Date(context.now).getUTCHours()
  const near = hours.filter(
    ({ hour }) => Math.min((hour - here + 24) % 24, (here - hour + 24) % 24) <= HOURS_AROUND,
  )
  return sumOf(near.map((one) => one.sessions)) / all < RARE_HOUR
}

function sumOf(numbers: number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0)
}
