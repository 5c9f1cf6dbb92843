/**
 * GET and POST /cases, POST /cases/search, GET and PATCH /cases/:id, GET /cases/assignees, GET /sessions/:id/cases, and
 * what moves a case: POST /cases/:id/(sessions|escalate|give-back|close|reopen|merge|unmerge|split).
 */

import { Router } from 'express'
import { z } from 'zod'
import * as contract from '../../contract/cases.ts'
import { idOf, pathOf } from '../../contract/forms/formats.ts'
import type { CaseCursor } from '../../domain/cases/caseQuery.ts'
import type { CaseId } from '../../domain/ids.ts'
import { toInstant } from '../../domain/time.ts'
import { assignees } from '../../flow/cases/assignee.ts'
import { closeCase } from '../../flow/cases/closeCase.ts'
import { changeCase, deescalate, escalate, reopen } from '../../flow/cases/editCase.ts'
import { merge, split, unmerge } from '../../flow/cases/mergeCases.ts'
import { addSessions, openCase } from '../../flow/cases/openCase.ts'
import { type CaseItem, casesOfSession, listCases, readCase } from '../../flow/cases/readCases.ts'
import { cursorOf, writeCursor } from '../cursor.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { type GuardedRequest, guard } from '../guard.ts'
import { parse } from '../parse.ts'
import { send } from '../send.ts'
import { caseToWire, fileToWire, peopleOf } from './toWire.ts'

const casePath = pathOf<'case'>()
const sessionPath = pathOf<'session'>()
const cursor = cursorOf(
  z.object({ dueAt: z.number().transform(toInstant), id: idOf<'case'>() }) satisfies z.ZodType<CaseCursor>,
)
  .nullable()
  .default(null)
const listQuery = contract.caseListQuery.extend({ cursor })
const searchBody = contract.caseSearchBody.extend({ cursor })

export function casesRouter(deps: ConsoleDependencies): Router {
  const router = Router()

  async function toWire(items: readonly CaseItem[]): Promise<contract.CaseItem[]> {
    const names = await deps.consoleUsers.displayNames(peopleOf(items))
    return items.map((item) => caseToWire(item, names))
  }

  async function list({
    filter,
    sort,
    cursor,
    limit,
  }: z.output<typeof searchBody>): Promise<contract.CaseList> {
    const found = await listCases(deps, filter, { order: sort, after: cursor, limit })
    return {
      items: await toWire(found.items),
      nextCursor: writeCursor(found.next),
      total: found.total,
      totalIsExact: found.totalIsExact,
    }
  }

  async function page(id: CaseId): Promise<contract.CasePage> {
    const { files, ...found } = await readCase(deps, id)
    const names = await deps.consoleUsers.displayNames([
      ...peopleOf([found]),
      ...files.map((file) => file.addedBy),
    ])
    return { ...caseToWire(found, names), files: files.map((file) => fileToWire(file, names)) }
  }

  /** A change answers with the case as it is then. */
  function change<Body extends z.ZodType>(
    path: string,
    body: Body,
    work: (order: { user: GuardedRequest['user']; id: CaseId; body: z.output<Body> }) => Promise<unknown>,
  ): void {
    router.post(
      `/cases/:id/${path}`,
      guard(deps, path === 'reopen' ? 'leadCases' : 'workCases', async ({ user, request, response }) => {
        const { id } = parse(casePath, request.params)
        await work({ user, id, body: parse(body, request.body) })
        send(response, contract.casePage, await page(id))
      }),
    )
  }

  router.get(
    '/cases',
    guard(deps, 'readCases', async ({ request, response }) => {
      send(response, contract.caseList, await list(parse(listQuery, request.query)))
    }),
  )

  router.post(
    '/cases/search',
    guard(deps, 'readCases', async ({ request, response }) => {
      send(response, contract.caseList, await list(parse(searchBody, request.body)))
    }),
  )

  router.get(
    '/cases/assignees',
    guard(deps, 'readCases', async ({ response }) => {
      const users = await assignees(deps)
      const items = users.map(
        ({ id, displayName, role }): contract.Assignee => ({ id, name: displayName, role }),
      )
      send(response, contract.assignees, { items })
    }),
  )

  router.post(
    '/cases',
    guard(deps, 'workCases', async ({ user, request, response }) => {
      const id = await openCase(deps, { user, ...parse(contract.openCaseBody, request.body) })
      send(response.status(201), contract.casePage, await page(id))
    }),
  )

  router.get(
    '/cases/:id',
    guard(deps, 'readCases', async ({ request, response }) => {
      send(response, contract.casePage, await page(parse(casePath, request.params).id))
    }),
  )

  router.patch(
    '/cases/:id',
    guard(deps, 'workCases', async ({ user, request, response }) => {
      const { id } = parse(casePath, request.params)
      const { version, ...patch } = parse(contract.casePatchBody, request.body)
      await changeCase(deps, { user, id, version, patch })
      send(response, contract.casePage, await page(id))
    }),
  )

  router.get(
    '/sessions/:id/cases',
    guard(deps, 'readCases', async ({ request, response }) => {
      const { id } = parse(sessionPath, request.params)
      send(response, contract.casesOfSession, { items: await toWire(await casesOfSession(deps, id)) })
    }),
  )

  change('sessions', contract.addSessionsBody, ({ user, id, body }) =>
    addSessions(deps, { user, id, ...body }),
  )
  change('escalate', contract.escalateBody, ({ user, id, body }) => escalate(deps, { user, id, ...body }))
  change('give-back', contract.reasonBody, ({ user, id, body }) => deescalate(deps, { user, id, ...body }))
  change('reopen', contract.reasonBody, ({ user, id, body }) => reopen(deps, { user, id, ...body }))
  change('merge', contract.mergeBody, ({ user, id, body }) => merge(deps, { user, id, ...body }))
  change('unmerge', contract.versionBody, ({ user, id, body }) => unmerge(deps, { user, id, ...body }))
  change('close', contract.closeBody, ({ user, id, body: { version, exceptions, ...closing } }) =>
    closeCase(deps, { user, id, version, closing, exceptions }),
  )

  router.post(
    '/cases/:id/split',
    guard(deps, 'workCases', async ({ user, request, response }) => {
      const { id } = parse(casePath, request.params)
      const made = await split(deps, { user, id, ...parse(contract.splitBody, request.body) })
      send(response.status(201), contract.casePage, await page(made))
    }),
  )

  return router
}
