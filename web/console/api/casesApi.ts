/** The cases of a session: what the queue and the session page need of them. */
import { type CaseItem, casePage, casesOfSession as casesOf } from '../../../server/contract/cases.ts'
import { callApi, send } from './http.ts'

export async function casesOfSession(id: string, signal?: AbortSignal): Promise<CaseItem[]> {
  const path = `/sessions/${encodeURIComponent(id)}/cases`
  return (await callApi(casesOf, path, { signal })).items
}

/** The open case that the session is in; a new one of this title where there is none. */
async function openCaseOf(sessionId: string, title: string): Promise<CaseItem> {
  const open = (await casesOfSession(sessionId)).find(
    ({ state }) => state === 'open' || state === 'escalated',
  )
  return (
    open ?? (await callApi(casePage, '/cases', { method: 'POST', body: { title, sessionIds: [sessionId] } }))
  )
}

export async function writeNote(sessionId: string, title: string, text: string): Promise<void> {
  const { id } = await openCaseOf(sessionId, title)
  await send(`/cases/${encodeURIComponent(id)}/notes`, { method: 'POST', body: { text } })
}

/** @throws HttpError 409 where the case changed meanwhile, or is escalated already. */
export async function escalateSession(sessionId: string, title: string, reason: string): Promise<void> {
  const { id, version } = await openCaseOf(sessionId, title)
  await send(`/cases/${encodeURIComponent(id)}/escalate`, {
    method: 'POST',
    body: { version, reason },
  })
}
