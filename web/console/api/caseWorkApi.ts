/** What an analyst does with a case. A change names the version that was looked at and answers with the case after it. */
import { campaignDecision, linkGraph, othersAdded, whoElse } from '../../../server/contract/campaigns.ts'
import {
  assignees,
  type CaseItem,
  type CasePage,
  type CasePatch,
  type ClosingOrder,
  caseFile,
  caseList,
  caseNote,
  caseNotes,
  casePage,
  caseSessions,
  caseTimeline,
} from '../../../server/contract/cases.ts'
import type { Artefact } from '../../../server/domain/sessions/artefact.ts'
import type { ReviewAction } from '../../../server/domain/sessions/review.ts'
import { callApi, send, sendBytes } from './http.ts'

type Looked = Pick<CaseItem, 'id' | 'version'>

const path = (id: string, rest = '') => `/cases/${encodeURIComponent(id)}${rest}`

/** How many rows the tables of a case page fetch at a time. */
const ROWS = 50

async function post(id: string, step: string, body: unknown): Promise<CasePage> {
  return await callApi(casePage, path(id, `/${step}`), { method: 'POST', body })
}

export async function readCase(id: string, signal?: AbortSignal): Promise<CasePage> {
  return await callApi(casePage, path(id), { signal })
}

export async function readCaseSessions(id: string, cursor: string | null, signal: AbortSignal) {
  return await callApi(caseSessions, path(id, `/sessions?${rows(cursor)}`), { signal })
}

export async function readTimeline(id: string, cursor: string | null, signal: AbortSignal) {
  return await callApi(caseTimeline, path(id, `/timeline?${rows(cursor)}`), { signal })
}

export async function readNotes(id: string, cursor: string | null, signal: AbortSignal) {
  return await callApi(caseNotes, path(id, `/notes?${rows(cursor)}`), { signal })
}

function rows(cursor: string | null): URLSearchParams {
  return new URLSearchParams({ limit: String(ROWS), ...(cursor !== null && { cursor }) })
}

export async function readAssignees(signal?: AbortSignal) {
  return (await callApi(assignees, '/cases/assignees', { signal })).items
}

/** Open cases by due time; with words, those whose title or notes have them. */
export async function findOpenCases(text: string, signal: AbortSignal): Promise<CaseItem[]> {
  const filter = { states: ['open', 'escalated'], ...(text.length >= 2 && { text }) }
  const body = { filter, limit: 20 }
  return (await callApi(caseList, '/cases/search', { method: 'POST', body, signal })).items
}

export async function changeCase({ id, version }: Looked, patch: CasePatch): Promise<CasePage> {
  return await callApi(casePage, path(id), { method: 'PATCH', body: { version, ...patch } })
}

export async function escalateCase({ id, version }: Looked, reason: string, to: string | null) {
  return await post(id, 'escalate', { version, reason, to })
}

export async function deescalateCase({ id, version }: Looked, reason: string): Promise<CasePage> {
  return await post(id, 'give-back', { version, reason })
}

export async function reopenCase({ id, version }: Looked, reason: string): Promise<CasePage> {
  return await post(id, 'reopen', { version, reason })
}

export async function closeCase({ id, version }: Looked, closing: ClosingOrder): Promise<CasePage> {
  return await post(id, 'close', { version, ...closing })
}

/** @param other ends in this case. */
export async function mergeCases({ id, version }: Looked, other: Looked): Promise<CasePage> {
  return await post(id, 'merge', { version, other: { id: other.id, version: other.version } })
}

export async function unmergeCase({ id, version }: Looked): Promise<CasePage> {
  return await post(id, 'unmerge', { version })
}

/** @returns the new case. */
export async function splitCase({ id, version }: Looked, sessionIds: readonly string[], title: string) {
  return await post(id, 'split', { version, sessionIds, title })
}

export async function writeCaseNote(id: string, text: string, mentions: readonly string[]) {
  return await callApi(caseNote, path(id, '/notes'), { method: 'POST', body: { text, mentions } })
}

export async function tagCase(id: string, tag: string): Promise<void> {
  await send(path(id, '/tags'), { method: 'POST', body: { tag } })
}

export async function untagCase(id: string, tag: string): Promise<void> {
  await send(path(id, '/tags'), { method: 'DELETE', body: { tag } })
}

/** A media type that the server does not read is sent as plain bytes. */
const MEDIA_TYPE = /^[a-z]+\/[a-z0-9.+-]{1,100}$/

export async function addCaseFile(id: string, file: File) {
  return await sendBytes(caseFile, path(id, '/files'), {
    bytes: file,
    headers: {
      'X-File-Name': encodeURIComponent(file.name),
      'X-File-Type': MEDIA_TYPE.test(file.type) ? file.type : 'application/octet-stream',
    },
  })
}

/** @param ties single artefacts of the case; none: those that tie by themselves. */
export async function showRelated(id: string, ties: readonly Artefact[] | null, signal: AbortSignal) {
  const body = ties === null ? {} : { artefacts: ties }
  return await callApi(whoElse, path(id, '/who-else'), { method: 'POST', body, signal })
}

export async function addOthers({ id, version }: Looked, ties: readonly Artefact[] | null) {
  const body = { version, ...(ties !== null && { artefacts: ties }) }
  return await callApi(othersAdded, path(id, '/who-else/add'), { method: 'POST', body })
}

export async function readLinkGraph(
  id: string,
  { around, isolate }: { around: boolean; isolate: string | null },
  signal: AbortSignal,
) {
  const query = new URLSearchParams({ around: String(around), ...(isolate !== null && { isolate }) })
  return await callApi(linkGraph, path(id, `/graph?${query}`), { signal })
}

/** Every session of the case that is held, each by itself. */
export async function decideCampaign(id: string, action: ReviewAction, comment: string) {
  return await callApi(campaignDecision, path(id, '/decide'), {
    method: 'POST',
    body: { action, ...(comment !== '' && { comment }) },
  })
}
