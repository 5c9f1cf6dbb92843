/**
 * react-admin's data provider over the console API. Pages are asked for by cursor: the cursor of a page
 * comes with the page before it, so each list remembers those that it has seen.
 */
import type { DataProvider, GetListParams, RaRecord } from 'react-admin'
import { z } from 'zod'
import { caseList, casePage } from '../../../server/contract/cases.ts'
import { exportRecord, exportRecords } from '../../../server/contract/exports.ts'
import {
  addresses,
  relyingParties,
  relyingParty,
  sessionList,
  sessionPage,
} from '../../../server/contract/sessions.ts'
import { callApi } from './http.ts'

const PAGED = {
  sessions: { path: '/sessions', list: sessionList, one: sessionPage },
  cases: { path: '/cases', list: caseList, one: casePage },
  campaigns: { path: '/cases', list: caseList, one: casePage },
  exports: { path: '/exports', list: exportRecords, one: exportRecord },
} as const
const RESOURCES = {
  ...PAGED,
  relyingParties: { path: '/relying-parties', list: relyingParties, one: relyingParty },
} as const

const pagedName = z.enum(['sessions', 'cases', 'campaigns', 'exports'])
const resourceName = z.enum([...pagedName.options, 'relyingParties'])

/** Which cursor opens which page, by what was asked. */
const cursors = new Map<string, Map<number, string>>()

function resourceOf(resource: string) {
  return RESOURCES[resourceName.parse(resource)]
}

/** The schemas have checked these; react-admin lets its caller name the type. */
function typed<RecordType extends RaRecord>(records: readonly unknown[]): RecordType[] {
  return z.array(z.custom<RecordType>()).parse(records)
}

function typedOne<RecordType extends RaRecord>(record: unknown): RecordType {
  return z.custom<RecordType>().parse(record)
}

function notOffered(): Promise<never> {
  return Promise.reject(new Error('The console API does not offer this'))
}

/** The filter form leaves empty strings and times without a zone; the API wants neither. */
export function cleanFilter(filter: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(filter).filter(
    ([, value]) =>
      value !== '' && value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0),
  )
  return Object.fromEntries(
    entries.map(([key, value]) => {
      const isTime = (key === 'from' || key === 'to') && (typeof value === 'string' || value instanceof Date)
      return [key, isTime ? new Date(value).toISOString() : value]
    }),
  )
}

/** The list's filter as the API takes it: nobody's cases are those whose assignee is null. */
export function caseFilter(resource: string, filter: Record<string, unknown>): Record<string, unknown> {
  const { assigneeId, ...rest } = cleanFilter(filter)
  return {
    ...rest,
    ...(assigneeId !== undefined && { assigneeId: assigneeId === 'nobody' ? null : assigneeId }),
    ...(resource === 'campaigns' && { kinds: ['campaign'] }),
  }
}

/** Words and tags are free text: what is asked of cases travels in a body, and no address has it. */
function caseQuestion(resource: string, { filter = {}, sort, pagination }: GetListParams) {
  return {
    filter: caseFilter(resource, filter),
    sort: sort?.field === 'newest' ? 'newest' : 'due',
    limit: pagination?.perPage ?? 50,
  }
}

async function getPage(resource: string, params: GetListParams) {
  const { path, list } = PAGED[pagedName.parse(resource)]
  if (resource === 'cases' || resource === 'campaigns') {
    const question = caseQuestion(resource, params)
    return await walkTo(JSON.stringify([resource, question]), params.pagination?.page ?? 1, (cursor) =>
      callApi(caseList, `${path}/search`, {
        method: 'POST',
        body: { ...question, cursor: cursor ?? null },
        signal: params.signal,
      }),
    )
  }
  const { page = 1, perPage = 50 } = params.pagination ?? {}
  const query = new URLSearchParams({ limit: String(perPage) })
  // What was searched for stands beside the filter: its id is opaque, and lives for an hour.
  const { search, ...filter } = cleanFilter(params.filter ?? {})
  if (typeof search === 'string') query.set('search', search)
  if (Object.keys(filter).length > 0) query.set('filter', JSON.stringify(filter))
  if (resource === 'sessions') query.set('sort', params.sort?.field === 'newest' ? 'newest' : 'urgency')

  return await walkTo(`${resource}?${query}`, page, (cursor) => {
    const search = new URLSearchParams(query)
    if (cursor !== undefined) search.set('cursor', cursor)
    return callApi(list, `${path}?${search}`, { signal: params.signal })
  })
}

/** @param question what is asked, so that each list remembers its own cursors. */
async function walkTo<Answer extends { nextCursor: string | null }>(
  question: string,
  page: number,
  askAt: (cursor: string | undefined) => Promise<Answer>,
): Promise<Answer & { page: number }> {
  const known = cursors.get(question) ?? new Map<number, string>()
  cursors.set(question, known)
  // A page whose way there is not known (a reload, a link) is reached from the last one that is.
  let at = page
  while (at > 1 && !known.has(at)) at -= 1
  for (;;) {
    const answer = await askAt(known.get(at))
    if (answer.nextCursor !== null) known.set(at + 1, answer.nextCursor)
    else known.delete(at + 1)
    if (at === page || answer.nextCursor === null) return { ...answer, page: at }
    at += 1
  }
}

export const dataProvider = {
  supportAbortSignal: true,

  async getList<RecordType extends RaRecord>(resource: string, params: GetListParams) {
    if (resource === 'relyingParties') {
      const { items } = await callApi(relyingParties, RESOURCES.relyingParties.path, {
        signal: params.signal,
      })
      return { data: typed<RecordType>(items), total: items.length }
    }
    const { page, nextCursor, ...answer } = await getPage(resource, params)
    const pageInfo = { hasNextPage: nextCursor !== null, hasPreviousPage: page > 1 }
    const data = typed<RecordType>(answer.items)
    if ('total' in answer && answer.totalIsExact) return { data, total: answer.total, pageInfo }
    if (nextCursor !== null) return { data, pageInfo }
    const before = (page - 1) * (params.pagination?.perPage ?? 0)
    return { data, total: before + data.length, pageInfo }
  },

  async getOne<RecordType extends RaRecord>(
    resource: string,
    params: { id: RecordType['id']; signal?: AbortSignal },
  ) {
    const { path, one } = resourceOf(resource)
    const found = await callApi(one, `${path}/${encodeURIComponent(params.id)}`, { signal: params.signal })
    return { data: typedOne<RecordType>(found) }
  },

  async getMany<RecordType extends RaRecord>(resource: string, params: { ids: RecordType['id'][] }) {
    const { path, list } = resourceOf(resource)
    const { items } = await callApi(list, path)
    const wanted = new Set(params.ids.map(String))
    return { data: typed<RecordType>(items.filter((item) => wanted.has(item.id))) }
  },

  async create<
    RecordType extends Omit<RaRecord, 'id'>,
    Result extends RaRecord = RecordType & { id: string },
  >(resource: string, params: { data: unknown }) {
    const { path, one } = resourceOf(resource)
    return { data: typedOne<Result>(await callApi(one, path, { method: 'POST', body: params.data })) }
  },

  getManyReference: notOffered,
  update: notOffered,
  updateMany: notOffered,
  delete: notOffered,
  deleteMany: notOffered,
} satisfies DataProvider

/** The addresses of a session. The server records who read them. */
export async function readAddresses(id: string) {
  return await callApi(addresses, `/sessions/${encodeURIComponent(id)}/addresses`, {
    method: 'POST',
    body: {},
  })
}
