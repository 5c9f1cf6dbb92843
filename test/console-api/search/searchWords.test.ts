import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { search as kept } from '../../../server/contract/queue.ts'
import { sessionList as list } from '../../../server/contract/sessions.ts'
import { enrolPhone, requestSession, type TestPhone } from '../../support/people.ts'
import { type Service, startService } from '../../support/startService.ts'
import { type ConsoleClient, signInAs } from '../support/consoleClient.ts'

let service: Service
let phone: TestPhone
let analyst: ConsoleClient

beforeAll(async () => {
  service = await startService({}, { workers: false })
  phone = await enrolPhone(service)
  analyst = await signInAs(service, 'analyst')
})
afterAll(() => service.close())

async function sessionsWith(text: string, number: number): Promise<string[]> {
  const ids: string[] = []
  for (let made = 0; made < number; made += 1) {
    const interactions = [{ type: 'displayTextAndPIN' as const, text: `${text} ${made}` }]
    ids.push((await requestSession(service, phone, { interactions })).sessionId)
  }
  return ids
}

/** Every row that the search lists, page by page. */
async function found(text: string): Promise<{ ids: string[]; total: number }> {
  const search = kept.parse((await analyst.post('/search', { text })).body)
  expect(search.kind).toBe('words')
  const ids: string[] = []
  let total = 0
  for (let cursor: string | null = ''; cursor !== null; ) {
    const more = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const page = list.parse((await analyst.get(`/sessions?search=${search.id}&limit=5${more}`)).body)
    ids.push(...page.items.map(({ id }) => id))
    total = page.total
    cursor = page.nextCursor
  }
  return { ids, total }
}

test.each([
  ['few', 2, 'Kingitus sõbrale'],
  ['many', 25, 'Hoiukonto avamine'],
])('words that %s sessions have find all of them, once each', async (_how, number, text) => {
  const ids = await sessionsWith(text, number)
  const { ids: listed, total } = await found(text.slice(0, -2))
  expect(listed.toSorted()).toEqual(ids.toSorted())
  expect(total).toBe(number)
})
