/** The facts and the history of one session, with what several features need worked out once. */
import type { AccountFacts, AddressFacts, SessionFacts } from '../../domain/facts.ts'
import {
  type EventLog,
  type Habits,
  type HISTORY_EVENT_KINDS,
  type History,
  type HistoryAnswer,
  type HistoryEventKind,
  WINDOW_MS,
  WINDOW_NAMES,
  type WindowName,
} from '../../domain/history.ts'
import { DAY_MS, type Instant } from '../../domain/time.ts'
import { usualHabits } from './usualHabits.ts'

const NEW_ACCOUNT_MS = 3 * DAY_MS

/** An event outside a window is outside all shorter ones. */
const LONGEST_FIRST = [...WINDOW_NAMES].reverse()

export type KindCounts = Record<HistoryEventKind, Record<WindowName, number>>

/** The phone's end of the session: where it acts from, or else where it last spoke to us from. */
export type PhoneEnd = { address: AddressFacts; at: Instant; acts: boolean }

/** A log with its counts by kind and window, so that each feature is a look-up. */
export type CountedLog = { events: EventLog; counts: KindCounts }

export type Scene = {
  facts: SessionFacts
  now: Instant
  history: History | null
  /** Why there is no history, where there is none. */
  whyNoHistory: string
  /** `usual`: habits old enough to be the person's own; null while there are too few to differ from. */
  subject: { log: CountedLog; habits: Habits; usual: Habits | null } | null
  account: CountedLog | null
  tracking: CountedLog | null
  /** The accounts that the request reaches, oldest first. */
  targets: AccountFacts[]
  phone: PhoneEnd | null
}

export function createScene(facts: SessionFacts, answer: HistoryAnswer): Scene {
  const history = 'windows' in answer ? answer.windows : null
  const now = facts.occurredAt
  const subject = history?.subject ?? null
  return {
    facts,
    now,
    history,
    whyNoHistory: 'missing' in answer ? answer.missing : 'noEntity',
    subject:
      subject === null
        ? null
        : {
            log: countLog(subject.log, now),
            habits: subject.habits,
            usual: usualHabits(subject.habits, now),
          },
    account: history?.account == null ? null : countLog(history.account, now),
    tracking: history?.tracking == null ? null : countLog(history.tracking, now),
    targets: facts.accounts.filter((account) => account.target).sort((a, b) => a.enrolledAt - b.enrolledAt),
    phone: phoneEnd(facts),
  }
}

/** Windows are half open: (now − length, now]. */
export function countLog(events: EventLog, now: Instant): CountedLog {
  const counts = noCounts()
  for (const event of events) {
    const age = now - event.occurredAt
    if (age < 0) continue
    for (const window of LONGEST_FIRST) {
      if (age >= WINDOW_MS[window]) break
      counts[event.kind][window] += 1
    }
  }
  return { events, counts }
}

function noCounts(): KindCounts {
  const none = () => ({ m1: 0, m10: 0, h1: 0, h24: 0, d7: 0, d28: 0 })
  return {
    requested: none(),
    refused: none(),
    timedOut: none(),
    wrongCode: none(),
    reported: none(),
    completed: none(),
    blocked: none(),
    confirmedFraud: none(),
    confirmedGenuine: none(),
  } satisfies Record<(typeof HISTORY_EVENT_KINDS)[number], Record<WindowName, number>>
}

/**
 * An account that was enrolled beside an old one may be a criminal's: while the request can reach both, the
 * person is where the old phone is.
 */
export function phoneEnd(facts: SessionFacts): PhoneEnd | null {
  if (facts.phone !== null) return { address: facts.phone.address, at: facts.occurredAt, acts: true }
  const targets = facts.accounts.filter((account) => account.target)
  const old = targets.filter((account) => !isNewAccount(account, facts.occurredAt))
  const seen = (old.length > 0 ? old : targets)
    .flatMap((account) => (account.lastSeen === null ? [] : [account.lastSeen]))
    .sort((a, b) => b.at - a.at)[0]
  return seen === undefined ? null : { ...seen, acts: false }
}

export function isNewAccount(account: AccountFacts, now: Instant): boolean {
  return now - account.enrolledAt < NEW_ACCOUNT_MS
}
