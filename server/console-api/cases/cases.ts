/**
 * GET and POST /cases, POST /cases/search, GET and PATCH /cases/:id, GET /cases/assignees, GET /sessions/:id/cases, and
 * what moves a case: POST /cases/:id/(sessions|escalate|give-back|close|reopen|merge|unmerge|split).
 */
import { Router } from 'express'
import type { z } from 'zod'
import type { CaseId } from '../../domain/ids.ts'
import { assignees } from '../../flow/cases/assignee.ts'
import { changeCase, deescalate, escalate, reopen } from '../../flow/cases/changeCase.ts'
import { closeCase } from '../../flow/cases/closeCase.ts'
import { merge, split, unmerge } from '../../flow/cases/mergeCases.ts'
import { addSessions, openCase } from '../../flow/cases/openCase.ts'
import { type CaseItem, casesOfSession, listCases, readCase } from '../../flow/cases/readCases.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { type GuardedRequest, guard } from '../guard.ts'
import { parse } from '../parse.ts'
import {
  casePath,
  closeBody,
  escalateBody,
  listQuery,
  mergeBody,
  openBody,
  patchBody,
  reasonBody,
  searchBody,
  sessionPath,
  sessionsBody,
  splitBody,
  versionBody,
  writeCaseCursor,
} from './schemas.ts'
import { caseToWire, fileToWire, peopleOf } from './toWire.ts'
import type { CaseItemWire, CaseListWire, CasePageWire } from './wire.ts'

export function casesRouter(deps: ConsoleDependencies): Router {
  const router = Router()

  async function toWire(items: readonly CaseItem[]): Promise<CaseItemWire[]> {
    const names = await deps.consoleUsers.displayNames(peopleOf(items))
    return items.map((item) => caseToWire(item, names))
  }

  async function list({ filter, sort, cursor, limit }: z.output<typeof searchBody>): Promise<CaseListWire> {
    const found = await listCases(deps, filter, { order: sort, after: cursor, limit })
    return {
      items: await toWire(found.items),
      nextCursor: writeCaseCursor(found.next),
      total: found.total,
      totalIsExact: found.totalIsExact,
    }
  }

  async function page(id: CaseId): Promise<CasePageWire> {
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
        response.json(await page(id))
      }),
    )
  }

  router.get(
    '/cases',
    guard(deps, 'readCases', async ({ request, response }) => {
      response.json(await list(parse(listQuery, request.query)))
    }),
  )

  router.post(
    '/cases/search',
    guard(deps, 'readCases', async ({ request, response }) => {
      response.json(await list(parse(searchBody, request.body)))
    }),
  )

  router.get(
    '/cases/assignees',
    guard(deps, 'readCases', async ({ response }) => {
      const users = await assignees(deps)
      response.json({ items: users.map(({ id, displayName, role }) => ({ id, name: displayName, role })) })
    }),
  )

  router.post(
    '/cases',
    guard(deps, 'workCases', async ({ user, request, response }) => {
      const id = await openCase(deps, { user, ...parse(openBody, request.body) })
      response.status(201).json(await page(id))
    }),
  )

  router.get(
    '/cases/:id',
    guard(deps, 'readCases', async ({ request, response }) => {
      response.json(await page(parse(casePath, request.params).id))
    }),
  )

  router.patch(
    '/cases/:id',
    guard(deps, 'workCases', async ({ user, request, response }) => {
      const { id } = parse(casePath, request.params)
      const { version, ...patch } = parse(patchBody, request.body)
      await changeCase(deps, { user, id, version, patch })
      response.json(await page(id))
    }),
  )

  router.get(
    '/sessions/:id/cases',
    guard(deps, 'readCases', async ({ request, response }) => {
      const { id } = parse(sessionPath, request.params)
      response.json({ items: await toWire(await casesOfSession(deps, id)) })
    }),
  )

  change('sessions', sessionsBody, ({ user, id, body }) => addSessions(deps, { user, id, ...body }))
  change('escalate', escalateBody, ({ user, id, body }) => escalate(deps, { user, id, ...body }))
  change('give-back', reasonBody, ({ user, id, body }) => deescalate(deps, { user, id, ...body }))
  change('reopen', reasonBody, ({ user, id, body }) => reopen(deps, { user, id, ...body }))
  change('merge', mergeBody, ({ user, id, body }) => merge(deps, { user, id, ...body }))
  change('unmerge', versionBody, ({ user, id, body }) => unmerge(deps, { user, id, ...body }))
  change('close', closeBody, ({ user, id, body: { version, exceptions, ...closing } }) =>
    closeCase(deps, { user, id, version, closing, exceptions }),
  )

  router.post(
    '/cases/:id/split',
    guard(deps, 'workCases', async ({ user, request, response }) => {
      const { id } = parse(casePath, request.params)
      const made = await split(deps, { user, id, ...parse(splitBody, request.body) })
      response.status(201).json(await page(made))
    }),
  )

  return router
}
