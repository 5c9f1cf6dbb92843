/**
 * A session filter as SQL over `s` (sessions) and `d` (the decision that stands). Kept apart, for without a
 * condition on decisions none need be read.
 */
import type { Reviewer } from '../../domain/sessions/review.ts'
import type {
  LabelledAs,
  SearchTarget,
  SessionArtefact,
  SessionFilter,
} from '../../domain/sessions/sessionQuery.ts'
import { DAY_MS, type Instant, toDate } from '../../domain/time.ts'
import { Prisma as Sql } from '../database/generated/client.ts'

/** Only these may stand, and only these are in the indexes by risk. */
export const MAY_STAND = Sql.sql`(d.stage = 'delivery' OR d.outcome = 'block')`
/** A delivery's decision does not stand where the release was blocked after it. */
export const STANDS = Sql.sql`(${MAY_STAND} AND NOT (d.stage = 'delivery' AND EXISTS (
  SELECT FROM decisions r WHERE r.session_id = d.session_id AND r.stage = 'release' AND r.outcome = 'block')))`

/** An id is a UUIDv7 of wall time, and no event lies after its session's id: so the oldest partitions are left out. */
const DAY_OF_MARGIN_MS = DAY_MS

export const ARTEFACT_COLUMN = {
  address: Sql.sql`s.initiator_address_key`,
  network: Sql.sql`s.initiator_network_key`,
  tracking: Sql.sql`s.tracking_key`,
  template: Sql.sql`s.template_key`,
  phoneNetwork: Sql.sql`s.phone_network_key`,
} as const satisfies Record<SessionArtefact, Sql.Sql>

const IS_A_PERSON = { analyst: true, policy: false } as const satisfies Record<Reviewer, boolean>

/** Conditions by member; what is not given is no condition. */
function given<Value>(value: Value | undefined, condition: (value: Value) => Sql.Sql): Sql.Sql[] {
  return value === undefined ? [] : [condition(value)]
}

function searched(target: SearchTarget): Sql.Sql {
  switch (target.kind) {
    case 'session':
      return Sql.sql`s.id = ${target.id}::uuid`
    case 'address':
      return Sql.sql`s.initiator_address_key = ${target.addressKey}`
    case 'person':
      return target.subjectId === null ? Sql.sql`false` : Sql.sql`s.subject_id = ${target.subjectId}::uuid`
    case 'relyingParty':
      return Sql.sql`s.relying_party_id = ANY(${target.ids}::uuid[])`
    case 'words':
      // The same, but not what the index is over; and the planner takes it for common, as it is.
      return target.areCommon === true
        ? Sql.sql`CASE WHEN ${hasWords(target.words)} THEN true ELSE false END`
        : hasWords(target.words)
  }
}

/** Whether a session showed all of these, each as the beginning of a word. */
export function hasWords(words: readonly string[]): Sql.Sql {
  const query = words.map((word) => `'${word.replaceAll("'", "''")}':*`).join(' & ')
  return Sql.sql`jsonb_to_tsvector('simple', s.interactions, '["string"]') @@ to_tsquery('simple', ${query})`
}

function labelled(as: LabelledAs): Sql.Sql {
  const isLabelled = (fraud: boolean) =>
    Sql.sql`EXISTS (SELECT FROM labels l WHERE l.session_id = s.id AND l.fraud = ${fraud})`
  switch (as) {
    case 'fraud':
      return isLabelled(true)
    case 'genuine':
      return isLabelled(false)
    case 'nothing':
      return Sql.sql`NOT EXISTS (SELECT FROM labels l WHERE l.session_id = s.id)`
  }
}

function claimedBy(assignee: NonNullable<SessionFilter['assignee']>, now: Instant): Sql.Sql {
  const lives = Sql.sql`c.session_id = s.id AND c.expires_at > ${toDate(now)}::timestamptz`
  if (assignee === 'nobody') return Sql.sql`NOT EXISTS (SELECT FROM queue_claims c WHERE ${lives})`
  return Sql.sql`EXISTS (SELECT FROM queue_claims c WHERE ${lives} AND c.user_id = ${assignee}::uuid)`
}

/** @param now wall time: which claims still live. */
export function sessionConditions(filter: SessionFilter, now: Instant): Sql.Sql[] {
  const { from, to } = filter
  return [
    ...given(filter.states, (states) => Sql.sql`s.state = ANY(${states}::session_state[])`),
    ...given(filter.kinds, (kinds) => Sql.sql`s.kind = ANY(${kinds}::session_kind[])`),
    ...given(filter.endResults, (ends) => Sql.sql`s.end_result = ANY(${ends}::end_result[])`),
    ...given(filter.relyingPartyId, (id) => Sql.sql`s.relying_party_id = ${id}::uuid`),
    ...given(filter.subjectId, (id) => Sql.sql`s.subject_id = ${id}::uuid`),
    // By the person's index: a phone has one.
    ...given(
      filter.accountId,
      (id) => Sql.sql`(s.account_id = ${id}::uuid
        AND s.subject_id = (SELECT a.subject_id FROM accounts a WHERE a.id = ${id}::uuid))`,
    ),
    ...given(from, (at) => Sql.sql`s.id >= uuid_v7_floor(${new Date(at - DAY_OF_MARGIN_MS)}::timestamptz)`),
    ...given(from, (at) => Sql.sql`s.occurred_at >= ${toDate(at)}::timestamptz`),
    ...given(to, (at) => Sql.sql`s.occurred_at < ${toDate(at)}::timestamptz`),
    ...given(filter.reported, (is) =>
      is ? Sql.sql`s.reported_at IS NOT NULL` : Sql.sql`s.reported_at IS NULL`,
    ),
    ...given(filter.labelledAs, labelled),
    ...given(
      filter.reviewedBy,
      (who) => Sql.sql`EXISTS (SELECT FROM reviews v WHERE v.session_id = s.id
        AND (v.user_id IS NOT NULL) = ${IS_A_PERSON[who]})`,
    ),
    ...given(filter.artefact, ({ kind, key }) => Sql.sql`${ARTEFACT_COLUMN[kind]} = ${key}`),
    ...given(filter.assignee, (assignee) => claimedBy(assignee, now)),
    ...given(filter.search, searched),
  ]
}

export function decisionConditions(filter: SessionFilter): Sql.Sql[] {
  const { outcomes, reasonCode, ruleId } = filter
  const isInterrupted =
    filter.flagged === true ||
    reasonCode !== undefined ||
    ruleId !== undefined ||
    (outcomes !== undefined && !outcomes.includes('allow'))
  const holds = (reason: object) => Sql.sql`d.reasons @> ${JSON.stringify([reason])}::jsonb`
  return [
    // Said in the words of the small indexes, so that they are used.
    ...(isInterrupted ? [Sql.sql`d.outcome <> 'allow'`] : []),
    ...given(outcomes, (some) => Sql.sql`d.outcome = ANY(${some}::outcome[])`),
    ...given(filter.decidedBy, (by) => Sql.sql`d.decided_by = ${by}::decider`),
    ...given(filter.scoreFrom, (score) => Sql.sql`d.score >= ${score}::float8`),
    ...given(filter.scoreTo, (score) => Sql.sql`d.score < ${score}::float8`),
    ...given(reasonCode, (code) => holds({ code })),
    ...given(ruleId, (id) => holds({ ruleId: id })),
  ]
}
