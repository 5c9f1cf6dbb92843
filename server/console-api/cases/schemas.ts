/** What the console sends about cases. */
import { z } from 'zod'
import { CASE_KINDS, CASE_SEVERITIES, CASE_STATES, SLA_TAGS } from '../../domain/cases/case.ts'
import { CASE_ORDERS, type CaseCursor } from '../../domain/cases/caseQuery.ts'
import { isUuid, toId } from '../../domain/ids.ts'
import { ARTEFACT_KINDS } from '../../domain/sessions/artefact.ts'
import { SCAM_TYPES } from '../../domain/sessions/decision.ts'
import { DISPOSITIONS } from '../../domain/sessions/label.ts'
import { toInstant } from '../../domain/time.ts'
import { jsonText } from '../parse.ts'

const uuid = z.string().refine(isUuid, 'must be a UUID')
const caseId = uuid.transform(toId<'case'>)
const sessionId = uuid.transform(toId<'session'>)
const userId = uuid.transform(toId<'consoleUser'>)
const sessionIds = z.array(sessionId).min(1, 'must name a session').max(500)
const version = z.int('must be the version that the case had when you looked at it')
const title = z.string().trim().min(3).max(200)
const reason = z.string().trim().min(3, 'must say why').max(1_000)

export const casePath = z.object({ id: caseId })
export const sessionPath = z.object({ id: sessionId })
export const filePath = z.object({ id: caseId, fileId: uuid.transform(toId<'caseFile'>) })

export const tag = z
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
  subjectId: uuid.transform(toId<'subject'>).exactOptional(),
})

const cursorParts = z.object({ dueAt: z.number().transform(toInstant), id: caseId })
const cursor = z
  .string()
  .max(300)
  .transform((text, context): CaseCursor => {
    try {
      return cursorParts.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
    } catch {
      context.addIssue({ code: 'custom', message: 'must be the nextCursor of an earlier page' })
      return z.NEVER
    }
  })

export function writeCaseCursor(next: CaseCursor | null): string | null {
  return next === null ? null : Buffer.from(JSON.stringify(next)).toString('base64url')
}

const page = {
  sort: z.enum(CASE_ORDERS).default('due'),
  cursor: cursor.nullable().default(null),
  limit: z.coerce.number().int().min(1).max(200).default(50),
}
export const listQuery = z.object({ filter: jsonText(filter).default({}), ...page })
/** Words are free text, so they come in a body and stand in no address. */
export const searchBody = z.strictObject({
  filter: filter.extend({ text: z.string().trim().min(2).max(200).exactOptional() }).default({}),
  ...page,
})

/** Pages by the id of the last row. */
export const idPage = <Kind extends string>() =>
  z.object({
    cursor: uuid
      .transform(toId<Kind>)
      .nullable()
      .default(null),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  })

export const openBody = z.strictObject({
  kind: z.enum(CASE_KINDS).default('case'),
  title,
  severity: z.enum(CASE_SEVERITIES).default('medium'),
  assigneeId: userId.nullable().default(null),
  sessionIds,
})
export const patchBody = z.strictObject({
  version,
  title: title.exactOptional(),
  kind: z.enum(CASE_KINDS).exactOptional(),
  severity: z.enum(CASE_SEVERITIES).exactOptional(),
  assigneeId: userId.nullable().exactOptional(),
})
export const sessionsBody = z.strictObject({ version, sessionIds })
export const escalateBody = z.strictObject({ version, reason, to: userId.nullable().default(null) })
export const reasonBody = z.strictObject({ version, reason })
export const versionBody = z.strictObject({ version })
export const mergeBody = z.strictObject({ version, other: z.strictObject({ id: caseId, version }) })
export const splitBody = z.strictObject({ version, sessionIds, title })

const minor = z
  .string()
  .regex(/^\d{1,15}$/, 'must be minor units (cents) as digits')
  .transform(BigInt)
const disposition = z.enum(DISPOSITIONS, `must be one of ${DISPOSITIONS.join(', ')}`)
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
  exceptions: z.array(z.strictObject({ sessionId, disposition })).max(500).default([]),
})

export const decideBody = z.strictObject({
  action: z.enum(['release', 'block']),
  comment: z.string().trim().max(1_000).nullable().default(null),
})

const ties = {
  kinds: z.array(z.enum(ARTEFACT_KINDS)).min(1).exactOptional(),
  artefacts: z
    .array(z.strictObject({ kind: z.enum(ARTEFACT_KINDS), key: z.string().min(1).max(64) }))
    .min(1)
    .max(100)
    .exactOptional(),
}
export const relatedSessionsBody = z.strictObject(ties)
export const addOthersBody = z.strictObject({ version, ...ties })

const nodeId = z.string().min(1).max(100)
export const graphQuery = z.object({
  around: z.enum(['true', 'false']).default('false'),
  isolate: nodeId.nullable().default(null),
  hide: jsonText(z.array(nodeId).max(200)).default([]),
})

export const noteBody = z.strictObject({
  text: z.string().trim().min(1).max(10_000),
  mentions: z.array(userId).max(50).default([]),
})
export const tagBody = z.strictObject({ tag })
