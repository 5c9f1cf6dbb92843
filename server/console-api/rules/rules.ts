/** Rules as data: GET and POST /rules, their drafts and what becomes of them, /rules/check, /rule-figures, /rule-sets. */

import { Router } from 'express'
import { may } from '../../access/permissions.ts'
import { done } from '../../contract/forms/done.ts'
import * as contract from '../../contract/rules.ts'
import type { RuleVersion } from '../../domain/rule.ts'
import { addMs, DAY_MS, type Instant } from '../../domain/time.ts'
import { AppError } from '../../errors.ts'
import { eventTime } from '../../eventTime.ts'
import type { RuleOrder } from '../../flow/rules/changeRules.ts'
import { propose, publish, retireVersion, toShadow, withdraw } from '../../flow/rules/moveVersion.ts'
import type { RuleSummary } from '../../flow/rules/ports.ts'
import { checkDraft, readFigures } from '../../flow/rules/readRules.ts'
import { rollBack, saveDraft } from '../../flow/rules/saveDraft.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { type GuardedRequest, guard } from '../guard.ts'
import { parse } from '../parse.ts'
import { send } from '../send.ts'
import { contentOf } from './contentOf.ts'
import {
  changeToWire,
  dayToWire,
  ruleSetToWire,
  summaryToWire,
  totalToWire,
  versionToWire,
} from './ruleToWire.ts'

export function rulesRouter(deps: ConsoleDependencies): Router {
  const router = Router()

  async function namesOf(ids: readonly (string | null)[]) {
    return await deps.consoleUsers.displayNames(ids.filter((id) => id !== null))
  }
  const peopleOf = ({ versions, proposal }: RuleSummary) => [
    ...versions.map(({ author }) => author),
    proposal?.by ?? null,
  ]
  async function toWire(version: RuleVersion): Promise<contract.RuleVersion> {
    return versionToWire(version, await namesOf([version.author]))
  }
  async function figuresOf(ruleId: string | null, from: Instant, to: Instant) {
    const { days, totals } = await readFigures(deps, { ruleId, from, to })
    return { items: days.map(dayToWire), totals: totals.map(totalToWire) }
  }
  function orderOf({ user, request }: GuardedRequest): RuleOrder {
    const { versionId } = parse(contract.ruleVersionBody, request.body)
    return { user, ruleId: parse(contract.rulePath, request.params).id, versionId }
  }

  router.get(
    '/rules',
    guard(deps, 'readRules', async ({ request, response }) => {
      const { cursor, limit } = parse(contract.ruleListQuery, request.query)
      const found = await deps.rules.list({ after: cursor, limit: limit + 1 })
      const shown = found.slice(0, limit)
      const names = await namesOf(shown.flatMap(peopleOf))
      send(response, contract.ruleList, {
        items: shown.map((rule) => summaryToWire(rule, names)),
        nextCursor: found.length > limit ? (shown.at(-1)?.id ?? null) : null,
      })
    }),
  )

  router.post(
    '/rules',
    guard(deps, 'editRules', async ({ user, request, response }) => {
      const { id, note, ...written } = parse(contract.newRuleBody, request.body)
      const draft = { ruleId: id, note, content: contentOf(written), basedOn: null }
      const made = await saveDraft(deps, { user, ...draft })
      send(response.status(201), contract.ruleVersion, await toWire(made))
    }),
  )

  router.post(
    '/rules/check',
    guard(deps, 'readRules', async ({ request, response }) => {
      const answer: contract.RuleCheck = checkDraft(parse(contract.ruleCheckBody, request.body))
      send(response, contract.ruleCheck, answer)
    }),
  )

  router.get(
    '/rules/:id',
    guard(deps, 'readRules', async ({ request, response }) => {
      const { id } = parse(contract.rulePath, request.params)
      const { days } = parse(contract.rulePageQuery, request.query)
      const rule = await deps.rules.find(id)
      if (rule === null) throw new AppError('notFound', 'There is no such rule')
      const to = eventTime(deps, request)
      const [names, figures] = await Promise.all([
        namesOf([...peopleOf(rule), ...rule.changes.map(({ by }) => by)]),
        figuresOf(id, addMs(to, -days * DAY_MS), addMs(to, 1)),
      ])
      const answer: contract.RulePage = {
        ...summaryToWire(rule, names),
        changes: rule.changes.map((change) => changeToWire(change, names)),
        figures: figures.items,
        total: figures.totals[0] ?? null,
      }
      send(response, contract.rulePage, answer)
    }),
  )

  router.post(
    '/rules/:id/drafts',
    guard(deps, 'editRules', async ({ user, request, response }) => {
      const { id } = parse(contract.rulePath, request.params)
      const { basedOn, note, ...written } = parse(contract.ruleDraftBody, request.body)
      const draft = { ruleId: id, note, content: contentOf(written), basedOn }
      const made = await saveDraft(deps, { user, ...draft })
      send(response.status(201), contract.ruleVersion, await toWire(made))
    }),
  )

  router.post(
    '/rules/:id/rollback',
    guard(deps, 'editRules', async (guarded) => {
      send(
        guarded.response.status(201),
        contract.ruleVersion,
        await toWire(await rollBack(deps, orderOf(guarded))),
      )
    }),
  )

  router.post(
    '/rules/:id/shadow',
    guard(deps, 'editRules', async (guarded) => {
      await toShadow(deps, orderOf(guarded))
      send(guarded.response, done, { result: 'done' })
    }),
  )

  router.post(
    '/rules/:id/propose',
    guard(deps, 'editRules', async ({ user, request, response }) => {
      const { id } = parse(contract.rulePath, request.params)
      await propose(deps, { user, ruleId: id, ...parse(contract.proposeBody, request.body) })
      send(response, done, { result: 'done' })
    }),
  )

  router.post(
    '/rules/:id/withdraw',
    guard(deps, 'editRules', async (guarded) => {
      await withdraw(deps, orderOf(guarded))
      send(guarded.response, done, { result: 'done' })
    }),
  )

  router.post(
    '/rules/:id/publish',
    guard(deps, 'publishRules', async (guarded) => {
      await publish(deps, orderOf(guarded))
      send(guarded.response, done, { result: 'done' })
    }),
  )

  // A draft or a shadow leaves by whoever writes rules, a live version by whoever may publish.
  router.post(
    '/rules/:id/retire',
    guard(deps, 'readRules', async (guarded) => {
      const { role } = guarded.user
      const mayPublish = may(role, 'publishRules')
      const mayEdit = may(role, 'editRules')
      if (!mayPublish && !mayEdit) throw new AppError('forbidden', 'Your role may not do this')
      await retireVersion(deps, { ...orderOf(guarded), mayPublish, mayEdit })
      send(guarded.response, done, { result: 'done' })
    }),
  )

  router.get(
    '/rule-figures',
    guard(deps, 'readRules', async ({ request, response }) => {
      const { from, to } = parse(contract.ruleFiguresQuery, request.query)
      send(response, contract.ruleFigures, await figuresOf(null, from, to))
    }),
  )

  router.get(
    '/rule-sets',
    guard(deps, 'readRules', async ({ request, response }) => {
      const { cursor, limit } = parse(contract.ruleSetListQuery, request.query)
      const found = await deps.rules.sets({ before: cursor, limit: limit + 1 })
      const shown = found.slice(0, limit)
      const names = await namesOf(shown.map(({ by }) => by))
      send(response, contract.ruleSets, {
        items: shown.map((set) => ruleSetToWire(set, names)),
        nextCursor: found.length > limit ? (shown.at(-1)?.number ?? null) : null,
      })
    }),
  )

  return router
}
