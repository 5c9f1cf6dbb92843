/** POST /cases/:id/who-else, POST /cases/:id/who-else/add, GET /cases/:id/graph, POST /cases/:id/decide. */

import { Router } from 'express'
import * as contract from '../../contract/campaigns.ts'
import { pathOf } from '../../contract/forms/formats.ts'
import { decideCampaign } from '../../flow/cases/decideCampaign.ts'
import { readLinkGraph } from '../../flow/cases/readCases.ts'
import { addOthers, relatedSessions } from '../../flow/cases/relatedSessions.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { guard } from '../guard.ts'
import { parse } from '../parse.ts'
import { send } from '../send.ts'
import { relatedSessionsToWire } from './toWire.ts'

const casePath = pathOf<'case'>()

export function campaignsRouter(deps: ConsoleDependencies): Router {
  const router = Router()

  // A question with a body: what ties may be a list.
  router.post(
    '/cases/:id/who-else',
    guard(deps, 'readCases', async ({ request, response }) => {
      const { id } = parse(casePath, request.params)
      send(
        response,
        contract.whoElse,
        relatedSessionsToWire(
          await relatedSessions(deps, id, parse(contract.relatedSessionsBody, request.body)),
        ),
      )
    }),
  )

  router.post(
    '/cases/:id/who-else/add',
    guard(deps, 'workCases', async ({ user, request, response }) => {
      const { id } = parse(casePath, request.params)
      const { version, ...ties } = parse(contract.addOthersBody, request.body)
      const done = await addOthers(deps, { user, id, version, ties })
      const answer: contract.OthersAdded = {
        kind: done.case.kind,
        version: done.case.version,
        added: done.added,
        elsewhere: done.elsewhere,
        isCut: done.isCut,
      }
      send(response, contract.othersAdded, answer)
    }),
  )

  router.get(
    '/cases/:id/graph',
    guard(deps, 'readCases', async ({ request, response }) => {
      const { id } = parse(casePath, request.params)
      const { around, isolate, hide } = parse(contract.graphQuery, request.query)
      const graph: contract.CaseGraph = await readLinkGraph(deps, id, {
        around: around === 'true',
        isolate,
        hide,
      })
      send(response, contract.linkGraph, graph)
    }),
  )

  router.post(
    '/cases/:id/decide',
    guard(deps, 'leadCases', async ({ user, request, response }) => {
      const { id } = parse(casePath, request.params)
      const done: contract.CampaignDecision = await decideCampaign(deps, {
        user,
        id,
        ...parse(contract.decideBody, request.body),
      })
      send(response, contract.campaignDecision, done)
    }),
  )

  return router
}
