/** Cases and what is in them. Times are of the wall clock unless named otherwise. */
import { z } from 'zod'
import { CASE_KINDS, CASE_SEVERITIES, CASE_STATES, SLA_TAGS } from '../domain/cases/case.ts'
import { CASE_EVENT_KINDS } from '../domain/cases/caseEvent.ts'
import { CASE_ORDERS } from '../domain/cases/caseQuery.ts'
import { CONSOLE_ROLES } from '../domain/consoleUser.ts'
import { SCAM_TYPES } from '../domain/sessions/decision.ts'
import { DISPOSITIONS } from '../domain/sessions/label.ts'
import { REVIEW_ACTIONS } from '../domain/sessions/review.ts'
import { END_RESULTS, SESSION_KINDS, SESSION_STATES } from '../domain/sessions/session.ts'
import { openEnum, strictEnum } from './forms/closedSet.ts'
import { count, idOf, jsonText, time, uuid } from './forms/formats.ts'
import { outcome } from './forms/outcomes.ts'
import { countedPageOf, cursor, limit, listOf, pageOf } from './forms/pages.ts'
import { userRef } from './user.ts'

const userId = idOf<'consoleUser'>()
const sessionIds = z.array(idOf<'session'>()).min(1, 'must name a session').max(500)
/** Goes along with every change, so that nobody overlooks another's. */
export const version = z.int('must be the version that the case had when you looked at it')
const title = z.string().trim().min(3).max(200)
const reason = z.string().trim().min(3, 'must say why').max(1_000)
const tag = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} _-]{0,39}$/u, 'must be 1 to 40 letters, digits, spaces, _ and -')

const filter = z.strictObject({
  states: z.array(z.enum(CASE_STATES)).min(1).exactOptional(),
  kinds: z.array(z.enum(CASE_KINDS)).min(1).exactOptional(),
  severities: z.array(z.enum(CASE_SEVERITIES)).min(1).exactOptional(),
  assigneeId: userId.nullable().exactOptional(),
  sla: z.enum(SLA_TAGS).exactOptional(),
  tag: tag.exactOptional(),
  dispositions: z.array(z.enum(DISPOSITIONS)).min(1).exactOptional(),
  mentions: userId.exactOptional(),
  subjectId: idOf<'subject'>().exactOptional(),
})
/** Words are free text, so they come in a body and stand in no address. */
export const caseFilter = filter.extend({ text: z.string().trim().min(2).max(200).exactOptional() })

const page = { sort: z.enum(CASE_ORDERS).default('due'), cursor: cursor.nullable().default(null), limit }
export const caseListQuery = z.object({ filter: jsonText(filter).default({}), ...page })
export const caseSearchBody = z.strictObject({ filter: caseFilter.default({}), ...page })

export const filePath = z.object({ id: idOf<'case'>(), fileId: idOf<'caseFile'>() })

export const openCaseBody = z.strictObject({
  kind: z.enum(CASE_KINDS).default('case'),
  title,
  severity: z.enum(CASE_SEVERITIES).default('medium'),
  assigneeId: userId.nullable().default(null),
  sessionIds,
})
export const casePatchBody = z.strictObject({
  version,
  title: title.exactOptional(),
  kind: z.enum(CASE_KINDS).exactOptional(),
  severity: z.enum(CASE_SEVERITIES).exactOptional(),
  assigneeId: userId.nullable().exactOptional(),
})
export const addSessionsBody = z.strictObject({ version, sessionIds })
export const escalateBody = z.strictObject({ version, reason, to: userId.nullable().default(null) })
export const reasonBody = z.strictObject({ version, reason })
export const versionBody = z.strictObject({ version })
export const mergeBody = z.strictObject({ version, other: z.strictObject({ id: idOf<'case'>(), version }) })
export const splitBody = z.strictObject({ version, sessionIds, title })

const minor = z
  .string()
  .regex(/^\d{1,15}$/, 'must be minor units (cents) as digits')
  .transform(BigInt)
const disposition = strictEnum(DISPOSITIONS)
export const closeBody = z.strictObject({
  version,
  disposition,
  scamType: z.enum(SCAM_TYPES).nullable().default(null),
  loss: z
    .strictObject({
      amountMinor: minor.refine((amount) => amount > 0n, 'must be more than nothing'),
      currency: z.string().regex(/^[A-Z]{3}$/, 'must be a currency of ISO 4217, e.g. EUR'),
      recoveredMinor: minor.default(0n),
    })
    .nullable()
    .default(null),
  exceptions: z
    .array(z.strictObject({ sessionId: idOf<'session'>(), disposition }))
    .max(500)
    .default([]),
})

export const noteBody = z.strictObject({
  text: z.string().trim().min(1).max(10_000),
  mentions: z.array(userId).max(50).default([]),
})
export const tagBody = z.strictObject({ tag })

export const FILE_BYTES_MOST = 10 * 1024 * 1024

/** A file's name and type come in headers beside its bytes: an address would keep the name in logs. */
export const fileHeaders = z
  .object({
    'x-file-name': z
      .string('must be the name of the file, percent-encoded')
      .max(600)
      .transform((text, context) => {
        try {
          return decodeURIComponent(text)
        } catch {
          context.addIssue({ code: 'custom', message: 'must be percent-encoded UTF-8' })
          return z.NEVER
        }
      })
      // No folders and nothing that a terminal or a header would act on.
      .pipe(z.string().regex(/^[^\p{Cc}/\\]{1,200}$/u, 'must be 1 to 200 characters without / and \\')),
    'x-file-type': z
      .string()
      .regex(/^[a-z]+\/[a-z0-9.+-]{1,100}$/, 'must be a media type, e.g. image/png')
      .default('application/octet-stream'),
  })
  .transform((headers) => ({ name: headers['x-file-name'], type: headers['x-file-type'] }))

/** Minor units as digits, for they may be more than a number holds. */
const loss = z.object({ amountMinor: z.string(), currency: z.string(), recoveredMinor: z.string() })

export const caseItem = z.object({
  id: uuid,
  kind: openEnum(CASE_KINDS),
  title: z.string(),
  state: openEnum(CASE_STATES),
  severity: openEnum(CASE_SEVERITIES),
  assignee: userRef.nullable(),
  openedAt: time,
  /** Null: the service itself. */
  openedBy: userRef.nullable(),
  dueAt: time,
  /** Null: nothing is due any more. */
  sla: openEnum(SLA_TAGS).nullable(),
  sessions: count,
  people: count,
  tags: z.array(z.string()),
  closed: z
    .object({
      disposition: openEnum(DISPOSITIONS),
      scamType: openEnum(SCAM_TYPES).nullable(),
      loss: loss.nullable(),
      at: time,
      by: userRef,
    })
    .nullable(),
  mergedInto: uuid.nullable(),
  version: z.int(),
  changedAt: time,
  changedBy: userRef.nullable(),
})
export const caseList = countedPageOf(caseItem)
/** The cases of one session. */
export const casesOfSession = listOf(caseItem)

export const caseFile = z.object({
  id: uuid,
  name: z.string(),
  type: z.string(),
  /** Bytes. */
  size: count,
  /** Hexadecimal. */
  sha256: z.string(),
  addedBy: userRef,
  addedAt: time,
})

export const casePage = caseItem.extend({ files: z.array(caseFile) })

/** Times are event times, but `addedAt`. */
const caseSession = z.object({
  id: uuid,
  state: openEnum(SESSION_STATES),
  kind: openEnum(SESSION_KINDS),
  relyingParty: z.string(),
  person: z.object({ id: uuid, pseudonym: z.string() }).nullable(),
  occurredAt: time,
  deliveredAt: time.nullable(),
  endedAt: time.nullable(),
  reportedAt: time.nullable(),
  endResult: openEnum(END_RESULTS).nullable(),
  outcome: outcome.nullable(),
  score: z.number().nullable(),
  review: openEnum(REVIEW_ACTIONS).nullable(),
  disposition: openEnum(DISPOSITIONS).nullable(),
  addedAt: time,
})
export const caseSessions = pageOf(caseSession)

export const caseNote = z.object({
  id: uuid,
  author: userRef,
  text: z.string(),
  mentions: z.array(userRef),
  at: time,
})
export const caseNotes = pageOf(caseNote)

const caseEvent = z.object({
  id: uuid,
  caseId: uuid,
  kind: openEnum(CASE_EVENT_KINDS),
  /** Null: the service itself. */
  by: userRef.nullable(),
  /** Codes, numbers and ids. */
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  /** What a person wrote to it. */
  text: z.string().nullable(),
  at: time,
})
export const caseTimeline = pageOf(caseEvent)

export const caseTags = z.object({ tags: z.array(z.string()) })

/** Who may work on cases. */
const assignee = userRef.extend({ role: openEnum(CONSOLE_ROLES) })
export const assignees = listOf(assignee)

export type CaseItem = z.output<typeof caseItem>
export type CaseList = z.output<typeof caseList>
export type CasePage = z.output<typeof casePage>
export type CaseFile = z.output<typeof caseFile>
export type CaseSession = z.output<typeof caseSession>
export type CaseNote = z.output<typeof caseNote>
export type CaseEvent = z.output<typeof caseEvent>
export type Loss = z.output<typeof loss>
export type Assignee = z.output<typeof assignee>
/** As the console sends it. */
export type ClosingOrder = Omit<z.input<typeof closeBody>, 'version'>
export type CasePatch = Omit<z.input<typeof casePatchBody>, 'version'>
