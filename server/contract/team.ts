/** The work of the team. Times are of the wall clock. */
import { z } from 'zod'
import { CASE_STATES } from '../domain/cases/case.ts'
import { CONSOLE_ROLES } from '../domain/consoleUser.ts'
import { QUALITY_KINDS, QUALITY_OPINIONS } from '../domain/team.ts'
import { HOUR_MS } from '../domain/time.ts'
import { openEnum, strictEnum } from './forms/closedSet.ts'
import { count, idOf, instant, interval, span, time, uuid } from './forms/formats.ts'
import { cursor, limit, pageOf, pageQuery } from './forms/pages.ts'
import { userRef } from './user.ts'

const MOST_DAYS = 366
const LONGEST_SHIFT_HOURS = 24
const MOST_LINKS = 50

const load = { openCases: count, overdueCases: count }

export const workload = z.object({
  at: time,
  items: z.array(
    userRef.extend({
      role: openEnum(CONSOLE_ROLES),
      ...load,
      /** Sessions that they work on now. */
      claims: count,
      /** Held sessions that they released or blocked. Days are UTC. */
      decisionsToday: count,
      decisions7Days: count,
      /** Sessions of which they said what they were. */
      dispositionsToday: count,
      dispositions7Days: count,
      /** From the hold to the decision, of seven days; null without any. */
      medianSecondsToDecision: z.number().nullable(),
    }),
  ),
  unassigned: z.object(load),
})

export const secondLookListQuery = z.object({
  show: z.enum(['open', 'done']).default('open'),
  cursor: cursor.nullable().default(null),
  limit,
})
export const secondLookPath = z.object({ kind: z.enum(QUALITY_KINDS), id: uuid })
export const verdictBody = z
  .strictObject({
    opinion: strictEnum(QUALITY_OPINIONS),
    reason: z.string().trim().min(3, 'must say why').max(1_000).nullable().default(null),
  })
  .refine(({ opinion, reason }) => opinion === 'agree' || reason !== null, {
    path: ['reason'],
    message: 'must say why you disagree',
  })

export const secondLook = z.object({
  kind: openEnum(QUALITY_KINDS),
  /** The session or the case. */
  objectId: uuid,
  decidedAt: time,
  decidedBy: userRef,
  /** The action of a review, the disposition of a case; null where the case was opened again since. */
  decision: z.string().nullable(),
  /** Null: nobody has looked. */
  verdict: z
    .object({ opinion: openEnum(QUALITY_OPINIONS), reason: z.string().nullable(), by: userRef, at: time })
    .nullable(),
})
/** `share`: of all decisions, that are drawn for a second look. */
export const secondLooks = pageOf(secondLook).extend({ share: z.number() })

export const agreementQuery = z.object({
  days: z.coerce.number().int().min(1).max(MOST_DAYS).default(30),
})
export const agreements = z.object({
  days: z.int(),
  items: z.array(
    userRef.extend({
      drawn: count,
      agreed: count,
      disagreed: count,
      /** Of second looks, 0 to 1; null without any. */
      rate: z.number().nullable(),
      interval: interval.nullable(),
    }),
  ),
})

export const noticeListQuery = z.object({ cursor: uuid.nullable().default(null), limit })
const notice = z.object({ id: uuid, look: secondLook, readAt: time.nullable() })
export const notices = pageOf(notice).extend({ unread: count })

const links = <Kind extends string>() =>
  z
    .array(idOf<Kind>())
    .max(MOST_LINKS)
    .default([])
    .transform((all) => [...new Set(all)])
export const handoverBody = z.strictObject({
  text: z.string().trim().min(1, 'must not be empty').max(10_000),
  shift: z
    .strictObject({ from: instant, to: instant })
    .refine(({ from, to }) => from < to && to - from <= LONGEST_SHIFT_HOURS * HOUR_MS, {
      path: ['to'],
      message: `must be later than from, by at most ${LONGEST_SHIFT_HOURS} hours`,
    }),
  caseIds: links<'case'>(),
  sessionIds: links<'session'>(),
})
export const handoverListQuery = pageQuery<'handoverNote'>().extend({ limit: limit.default(20) })

export const handoverNote = z.object({
  id: uuid,
  author: userRef,
  text: z.string(),
  /** The shift that ends. */
  shift: span,
  cases: z.array(z.object({ id: uuid, title: z.string(), state: openEnum(CASE_STATES) })),
  sessionIds: z.array(uuid),
  writtenAt: time,
  /** Who has read it, the first first. */
  acknowledged: z.array(userRef.extend({ at: time })),
  isOwn: z.boolean(),
})
export const handoverNotes = pageOf(handoverNote)

export type Workload = z.output<typeof workload>
export type SecondLook = z.output<typeof secondLook>
export type SecondLooks = z.output<typeof secondLooks>
export type Agreements = z.output<typeof agreements>
export type Agreement = Agreements['items'][number]
export type Notice = z.output<typeof notice>
export type Notices = z.output<typeof notices>
export type HandoverNote = z.output<typeof handoverNote>
/** As the console sends it. */
export type NewHandoverNote = z.input<typeof handoverBody>
