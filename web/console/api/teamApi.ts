/** The work of the team: how much each has, second looks at decisions, and what one shift leaves to the next. */
import {
  type Agreement,
  agreements,
  type HandoverNote,
  handoverNote,
  handoverNotes,
  type NewHandoverNote,
  notices,
  type SecondLook,
  secondLook,
  secondLooks,
  type Workload,
  workload,
} from '../../../server/contract/team.ts'
import type { QualityOpinion } from '../../../server/domain/team.ts'
import { callApi, send } from './http.ts'

export const TEAM_KEY = ['team'] as const

const paged = (cursor: string | null, more: Record<string, string> = {}) =>
  new URLSearchParams({ ...more, ...(cursor !== null && { cursor }) })

export async function readWorkload(signal: AbortSignal): Promise<Workload> {
  return await callApi(workload, '/team/workload', { signal })
}

export async function readAgreement(days: number, signal: AbortSignal): Promise<Agreement[]> {
  return (await callApi(agreements, `/team/agreement?days=${days}`, { signal })).items
}

export async function readSecondLooks(show: 'open' | 'done', cursor: string | null, signal: AbortSignal) {
  return await callApi(secondLooks, `/team/quality?${paged(cursor, { show, limit: '25' })}`, { signal })
}

/** @throws HttpError 409 that says who looked before. */
export async function giveVerdict(
  { kind, objectId }: Pick<SecondLook, 'kind' | 'objectId'>,
  verdict: { opinion: QualityOpinion; reason: string | null },
): Promise<SecondLook> {
  const path = `/team/quality/${kind}/${encodeURIComponent(objectId)}`
  return await callApi(secondLook, path, { method: 'POST', body: verdict })
}

export async function readNotices(cursor: string | null, signal: AbortSignal) {
  return await callApi(notices, `/team/notices?${paged(cursor, { limit: '25' })}`, { signal })
}

export async function markNoticeRead(id: string): Promise<void> {
  await send(`/team/notices/${encodeURIComponent(id)}/read`, { method: 'POST', body: {} })
}

export async function readHandover(cursor: string | null, signal: AbortSignal) {
  return await callApi(handoverNotes, `/team/handover?${paged(cursor, { limit: '20' })}`, { signal })
}

/** @throws HttpError 400 with what is wrong by field. */
export async function writeHandover(note: NewHandoverNote): Promise<HandoverNote> {
  return await callApi(handoverNote, '/team/handover', { method: 'POST', body: note })
}

export async function acknowledgeHandover(id: string): Promise<HandoverNote> {
  const path = `/team/handover/${encodeURIComponent(id)}/acknowledge`
  return await callApi(handoverNote, path, { method: 'POST', body: {} })
}
