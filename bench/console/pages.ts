/** The pages of the console as requests: which paths one view of each asks for. */
import { z } from 'zod'
import type { ConsoleClient } from '../../scripts/consoleClient.ts'
import { caseSessions } from '../../server/contract/cases.ts'
import { dashboard } from '../../server/contract/dashboard.ts'
import { pageOf } from '../../server/contract/forms/pages.ts'
import { relatedSessions, search } from '../../server/contract/queue.ts'
import { relyingParties } from '../../server/contract/sessions.ts'
import { DAY_MS } from '../../server/domain/time.ts'
import type { Page } from './measure.ts'

const SESSIONS = 40

/** Of any list. */
const list = pageOf(z.object({ id: z.string() }))

const sessionsPath = (filter: object, more: Record<string, string> = {}) =>
  `/sessions?${new URLSearchParams({ filter: JSON.stringify(filter), ...more })}`

/** First page, and the one after it where there is one. */
async function withSecond(client: ConsoleClient, path: string): Promise<string[][]> {
  const { nextCursor } = list.parse(await client.request('GET', path))
  const join = path.includes('?') ? '&' : '?'
  return nextCursor === null ? [[path]] : [[path], [`${path}${join}cursor=${encodeURIComponent(nextCursor)}`]]
}

/** The queue: every tab, both orders, each filter of its chips, first and second page. */
export async function queuePages(client: ConsoleClient): Promise<Page[]> {
  const { items: parties } = relyingParties.parse(await client.request('GET', '/relying-parties'))
  const now = Date.now()
  const week = { from: new Date(now - 7 * DAY_MS).toISOString(), to: new Date(now).toISOString() }
  const [someone] = list.parse(
    await client.request('GET', sessionsPath({ flagged: true }, { limit: '1' })),
  ).items
  if (someone === undefined) throw new Error('the filled database has no interrupted session')
  const ties = relatedSessions.parse(await client.request('GET', `/sessions/${someone.id}/related`)).items
  const filters: Record<string, object> = {
    held: { states: ['HELD'] },
    flagged: { flagged: true },
    all: {},
    'relying party': { relyingPartyId: parties.at(-1)?.id },
    kind: { flagged: true, kinds: ['signature'] },
    outcome: { outcomes: ['block'] },
    'last week': { flagged: true, ...week },
    score: { flagged: true, scoreFrom: 0.9, scoreTo: 0.95 },
    reason: { reasonCode: 'INITIATOR_FAR_FROM_PHONE' },
    fallback: { decidedBy: 'fallback' },
    reported: { reported: true },
    'labelled as fraud': { flagged: true, labelledAs: 'fraud' },
    'without label': { flagged: true, labelledAs: 'nothing' },
    'end result': { flagged: true, endResults: ['USER_REFUSED'] },
    'reviewed by policy': { reviewedBy: 'policy' },
    unclaimed: { states: ['HELD'], assignee: 'nobody' },
    ...Object.fromEntries(ties.map(({ relation, filter }) => [`same ${relation}`, filter])),
  }
  const pages: Page[] = []
  for (const [name, filter] of Object.entries(filters)) {
    const views = [
      ...(await withSecond(client, sessionsPath(filter))),
      ...(await withSecond(client, sessionsPath(filter, { sort: 'newest' }))),
    ]
    pages.push({ name: `queue: ${name}`, views })
  }
  for (const [name, text] of Object.entries({ words: 'safe account', 'relying party': 'FILLED 7' })) {
    const { id } = search.parse(await client.request('POST', '/search', { text }))
    pages.push({
      name: `queue: search by ${name}`,
      views: await withSecond(client, `/sessions?search=${id}`),
    })
  }
  return pages
}

/** Every other list of the console, and a person's page. */
export async function listPages(client: ConsoleClient): Promise<Page[]> {
  const filtered = (filter: object) => `/cases?filter=${encodeURIComponent(JSON.stringify(filter))}`
  const lists: Record<string, readonly string[]> = {
    cases: ['/cases', '/cases?sort=newest', filtered({ states: ['open'] }), filtered({ sla: 'overdue' })],
    'closed cases': [filtered({ states: ['closed'] }), filtered({ dispositions: ['confirmedFraud'] })],
    campaigns: [filtered({ kinds: ['campaign'] }), filtered({ kinds: ['campaign'], states: ['open'] })],
    exports: ['/exports'],
    rules: ['/rules'],
    lists: ['/lists', '/lists?show=all', '/lists?kind=address&effect=block'],
    models: ['/models'],
    'training runs': ['/training-runs'],
    drift: ['/drift'],
    suppressions: ['/suppressions'],
  }
  const pages: Page[] = []
  for (const [name, paths] of Object.entries(lists)) {
    const views: string[][] = []
    for (const path of paths) views.push(...(await withSecond(client, path)))
    pages.push({ name, views })
  }
  return [...pages, await personPages(client)]
}

async function personPages(client: ConsoleClient): Promise<Page> {
  const cases = list.parse(await client.request('GET', `/cases?limit=${SESSIONS}`)).items
  const people = await Promise.all(
    cases.map(
      async ({ id }) => caseSessions.parse(await client.request('GET', `/cases/${id}/sessions`)).items,
    ),
  )
  const ids = new Set(people.flat().flatMap(({ person }) => (person === null ? [] : [person.id])))
  return { name: 'person', views: [...ids].slice(0, SESSIONS).map((id) => [`/persons/${id}`]) }
}

/** A session's page with what it is related to and its cases, of interrupted and of other sessions. */
export async function sessionPage(client: ConsoleClient): Promise<Page> {
  const paths = [
    sessionsPath({ flagged: true }),
    sessionsPath({}, { sort: 'newest' }),
    sessionsPath({ states: ['HELD'] }),
  ]
  const found = await Promise.all(
    paths.map(async (path) => list.parse(await client.request('GET', `${path}&limit=${SESSIONS}`)).items),
  )
  const views = found
    .flat()
    .map(({ id }) => [`/sessions/${id}`, `/sessions/${id}/related`, `/sessions/${id}/cases`])
  return { name: 'session', views }
}

const COUNTED_WITHIN_MS = 600_000

/** Waits until the workers have counted the hours of the past. @returns how long it took, in seconds. */
export async function untilCounted(client: ConsoleClient): Promise<number> {
  const begun = performance.now()
  while (performance.now() - begun < COUNTED_WITHIN_MS) {
    const { countedTo, hoursWaiting } = dashboard.parse(
      await client.request('GET', `/dashboard?from=${new Date(Date.now() - 56 * DAY_MS).toISOString()}`),
    )
    if (countedTo !== null && hoursWaiting === 0) return Math.round((performance.now() - begun) / 1_000)
    await new Promise((resolve) => setTimeout(resolve, 1_000))
  }
  throw new Error('the workers did not count the hours of the dashboard')
}

export function dashboardPage(): Page {
  const now = Date.now()
  const since = (days: number) =>
    `/dashboard?${new URLSearchParams({ from: new Date(now - days * DAY_MS).toISOString(), to: new Date(now).toISOString(), zone: 'Europe/Tallinn' })}`
  return { name: 'dashboard', views: [['/dashboard'], [since(1)], [since(7)], [since(28)]] }
}
