/** The dashboard as the console reads it, and what its links list. */

import { z } from 'zod'
import { type Dashboard, dashboard, type Figure, figure } from '../../../server/contract/dashboard.ts'
import { uuid } from '../../../server/contract/forms/formats.ts'
import { pageOf } from '../../../server/contract/forms/pages.ts'
import type { ConsoleClient } from './consoleClient.ts'

export async function readDashboard(
  client: ConsoleClient,
  query: Record<string, string> = {},
): Promise<Dashboard> {
  const answer = await client.get(`/dashboard?${new URLSearchParams(query)}`)
  if (answer.status !== 200) throw new Error(`the dashboard answered ${answer.status}: ${answer.text}`)
  return dashboard.parse(answer.body)
}

const list = pageOf(z.object({ id: uuid }))

/** How many rows a list has, read page by page to its end. */
export async function countRows(
  client: ConsoleClient,
  path: '/sessions' | '/cases',
  { filter }: Pick<Figure, 'filter'>,
): Promise<number> {
  let rows = 0
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query = new URLSearchParams({ filter: JSON.stringify(filter), sort: 'newest', limit: '200' })
    if (cursor !== '') query.set('cursor', cursor)
    const answer = await client.get(`${path}?${query}`)
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${answer.text}`)
    const { items, nextCursor } = list.parse(answer.body)
    rows += items.length
    cursor = nextCursor
  }
  return rows
}

/** Every figure of sessions somewhere in the dashboard, with the way to it. */
export function sessionFigures(found: Dashboard): { name: string; figure: Figure }[] {
  const { queue, campaigns, health, ...ofSessions } = found
  return [...collect('', ofSessions), { name: 'queue.held', figure: queue.held }]
}

function collect(name: string, value: unknown): { name: string; figure: Figure }[] {
  const parsed = figure.safeParse(value)
  if (parsed.success) return [{ name, figure: parsed.data }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => collect(`${name}.${key}`, inner))
}
