/** The facts and the history of one session, with what several features need worked out once. */
import type { AccountFacts, AddressFacts, SessionFacts } from '../../domain/sessions/facts.ts'
import type {
  AmountHabits,
  EventLog,
  Habits,
  History,
  HistoryAnswer,
  LabelEvent,
} from '../../domain/sessions/history.ts'
import { DAY_MS, type Instant } from '../../domain/time.ts'
import { type BaselineAmounts, baselineAmounts } from './habits/baselineAmounts.ts'
import { baselineHabits } from './habits/baselineHabits.ts'
import { type Labelled, type Labels, labelsOf } from './labels.ts'
import type { Varied } from './windows/distinctValues.ts'
import { type LogSummary, summarizeLog } from './windows/logSummary.ts'

/** What a person’s requests differ in, and a browser’s. */
const OF_SUBJECT = ['relyingParty', 'network', 'payee', 'template', 'tracking'] as const
const OF_TRACKING = ['relyingParty', 'payee', 'otherPerson'] as const

const NEW_ACCOUNT_MS = 3 * DAY_MS

/** The phone's end of the session: where it acts from, or else where it last spoke to us from. */
export type PhoneEnd = { address: AddressFacts; at: Instant; acts: boolean }

export type FeatureContext = {
  facts: SessionFacts
  now: Instant
  history: History | null
  /** Why there is no history, where there is none. */
  whyNoHistory: string
  /** `usual`: habits old enough to be the person's own; null while there are too few to differ from. */
  subject: {
    log: LogSummary
    habits: Habits
    usual: Habits | null
    /** In the currency of the session; null where there is no amount of it to compare with. */
    usualAmounts: BaselineAmounts | null
  } | null
  account: LogSummary | null
  tracking: LogSummary | null
  /** What became known of earlier sessions; null where there is no such entity. */
  labels: Record<Labelled, Labels | null>
  /** The accounts that the request reaches, oldest first. */
  targets: AccountFacts[]
  phone: PhoneEnd | null
}

export function createFeatureContext(facts: SessionFacts, answer: HistoryAnswer): FeatureContext {
  const history = 'windows' in answer ? answer.windows : null
  const now = facts.occurredAt
  const { currency } = facts.content
  const summary = (log: EventLog, varied: readonly Varied[]) =>
    summarizeLog(log, { now, currency, subjectId: facts.subjectId, varied })
  const logs = {
    subject: history?.subject == null ? null : summary(history.subject.log, OF_SUBJECT),
    account: history?.account == null ? null : summary(history.account, []),
    tracking: history?.tracking == null ? null : summary(history.tracking, OF_TRACKING),
  }
  return {
    facts,
    now,
    history,
    whyNoHistory: 'missing' in answer ? answer.missing : 'noEntity',
    subject:
      history?.subject == null || logs.subject === null
        ? null
        : {
            log: logs.subject,
            habits: history.subject.habits,
            usual: baselineHabits(history.subject.habits, now),
            usualAmounts: amountsOf(history.subject.amounts, currency, now),
          },
    account: logs.account,
    tracking: logs.tracking,
    labels: labelsOfAll(history, logs, now, currency),
    targets: facts.accounts.filter((account) => account.target).sort((a, b) => a.enrolledAt - b.enrolledAt),
    phone: phoneEnd(facts),
  }
}

function labelsOfAll(
  history: History | null,
  logs: Record<'subject' | 'account' | 'tracking', LogSummary | null>,
  now: Instant,
  currency: string | null,
): FeatureContext['labels'] {
  const of = (entity: { labelEvents: LabelEvent[] } | null | undefined) =>
    entity == null ? null : labelsOf(entity.labelEvents, now, currency)
  return {
    subject: of(logs.subject),
    account: of(logs.account),
    tracking: of(logs.tracking),
    address: of(history?.address),
    network: of(history?.network),
    relyingParty: of(history?.relyingParty),
    template: of(history?.template),
    payee: of(history?.payee),
  }
}

function amountsOf(amounts: AmountHabits, currency: string | null, now: Instant): BaselineAmounts | null {
  const habit = currency === null ? undefined : amounts.get(currency)
  return habit === undefined ? null : baselineAmounts(habit, now)
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
