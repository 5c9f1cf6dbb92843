/** The work of the team: how much each has, second looks at decisions, and what one shift leaves to the next. */
import { z } from 'zod'
import type {
  AgreementWire,
  HandoverNoteWire,
  SecondLookListWire,
  SecondLookWire,
  TeamNoticeListWire,
  WorkloadWire,
} from '../../../server/console-api/team/wire.ts'
import { CASE_STATES } from '../../../server/domain/cases/case.ts'
import { CONSOLE_ROLES } from '../../../server/domain/consoleUser.ts'
import { QUALITY_KINDS, QUALITY_OPINIONS, type QualityOpinion } from '../../../server/domain/team.ts'
import { ask } from './http.ts'

export const TEAM_KEY = ['team'] as const

const person = z.object({ id: z.string(), name: z.string() })

const workload = z.object({
  at: z.string(),
  items: z.array(
    person.extend({
      role: z.enum(CONSOLE_ROLES),
      openCases: z.number(),
      overdueCases: z.number(),
      claims: z.number(),
      decisionsToday: z.number(),
      decisions7Days: z.number(),
      dispositionsToday: z.number(),
      dispositions7Days: z.number(),
      medianSecondsToDecision: z.number().nullable(),
    }),
  ),
  unassigned: z.object({ openCases: z.number(), overdueCases: z.number() }),
}) satisfies z.ZodType<WorkloadWire>

const secondLook = z.object({
  kind: z.enum(QUALITY_KINDS),
  objectId: z.string(),
  decidedAt: z.string(),
  decidedBy: person,
  decision: z.string().nullable(),
  verdict: z
    .object({ opinion: z.enum(QUALITY_OPINIONS), reason: z.string().nullable(), by: person, at: z.string() })
    .nullable(),
}) satisfies z.ZodType<SecondLookWire>

const secondLooks = z.object({
  items: z.array(secondLook),
  nextCursor: z.string().nullable(),
  share: z.number(),
}) satisfies z.ZodType<SecondLookListWire>

const agreement = z.object({
  days: z.number(),
  items: z.array(
    person.extend({
      drawn: z.number(),
      agreed: z.number(),
      disagreed: z.number(),
      rate: z.number().nullable(),
      interval: z.object({ low: z.number(), high: z.number() }).nullable(),
    }),
  ),
}) satisfies z.ZodType<AgreementWire>

const notices = z.object({
  items: z.array(z.object({ id: z.string(), look: secondLook, readAt: z.string().nullable() })),
  nextCursor: z.string().nullable(),
  unread: z.number(),
}) satisfies z.ZodType<TeamNoticeListWire>

const handoverNote = z.object({
  id: z.string(),
  author: person,
  text: z.string(),
  shift: z.object({ from: z.string(), to: z.string() }),
  cases: z.array(z.object({ id: z.string(), title: z.string(), state: z.enum(CASE_STATES) })),
  sessionIds: z.array(z.string()),
  writtenAt: z.string(),
  acknowledged: z.array(person.extend({ at: z.string() })),
  isOwn: z.boolean(),
}) satisfies z.ZodType<HandoverNoteWire>
const handoverNotes = z.object({ items: z.array(handoverNote), nextCursor: z.string().nullable() })

export type Workload = z.infer<typeof workload>
export type SecondLook = z.infer<typeof secondLook>
export type Agreement = z.infer<typeof agreement>['items'][number]
export type HandoverNote = z.infer<typeof handoverNote>

const paged = (cursor: string | null, more: Record<string, string> = {}) =>
  new URLSearchParams({ ...more, ...(cursor !== null && { cursor }) })

export async function readWorkload(signal: AbortSignal): Promise<Workload> {
  return await ask(workload, '/team/workload', { signal })
}

export async function readAgreement(days: number, signal: AbortSignal): Promise<Agreement[]> {
  return (await ask(agreement, `/team/agreement?days=${days}`, { signal })).items
}

export async function readSecondLooks(show: 'open' | 'done', cursor: string | null, signal: AbortSignal) {
  return await ask(secondLooks, `/team/quality?${paged(cursor, { show, limit: '25' })}`, { signal })
}

/** @throws HttpError 409 that says who looked before. */
export async function giveVerdict(
  { kind, objectId }: Pick<SecondLook, 'kind' | 'objectId'>,
  verdict: { opinion: QualityOpinion; reason: string | null },
): Promise<SecondLook> {
  const path = `/team/quality/${kind}/${encodeURIComponent(objectId)}`
  return await ask(secondLook, path, { method: 'POST', body: verdict })
}

export async function readNotices(cursor: string | null, signal: AbortSignal) {
  return await ask(notices, `/team/notices?${paged(cursor, { limit: '25' })}`, { signal })
}

export async function markNoticeRead(id: string): Promise<void> {
  await ask(z.unknown(), `/team/notices/${encodeURIComponent(id)}/read`, { method: 'POST', body: {} })
}

export async function readHandover(cursor: string | null, signal: AbortSignal) {
  return await ask(handoverNotes, `/team/handover?${paged(cursor, { limit: '20' })}`, { signal })
}

export type NewHandoverNote = {
  text: string
  shift: { from: string; to: string }
  caseIds: readonly string[]
  sessionIds: readonly string[]
}

/** @throws HttpError 400 with what is wrong by field. */
export async function writeHandover(note: NewHandoverNote): Promise<HandoverNote> {
  return await ask(handoverNote, '/team/handover', { method: 'POST', body: note })
}

export async function acknowledgeHandover(id: string): Promise<HandoverNote> {
  const path = `/team/handover/${encodeURIComponent(id)}/acknowledge`
  return await ask(handoverNote, path, { method: 'POST', body: {} })
}
