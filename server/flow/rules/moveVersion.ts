/** A version goes on: into shadow by one person, live and out of it again by two. */
import type { ConsoleUserId } from '../../domain/ids.ts'
import type { ProposedChange, RuleVersion } from '../../domain/rule.ts'
import type { Clock, Instant } from '../../domain/time.ts'
import { AppError } from '../../errors.ts'
import type { ReloadedEngineSource } from '../models/engineSource.ts'
import { activateRuleSet } from './activateRuleSet.ts'
import { changeRules, type RuleDependencies, type RuleOrder } from './changeRules.ts'
import type { RuleHead, RuleTransaction } from './ports.ts'
import { auditRule, newAttribution } from './ruleAudit.ts'
import { changedMeanwhile, findVersion, inWords, nameOf } from './ruleConflicts.ts'

type MoveDependencies = RuleDependencies & { engines: Pick<ReloadedEngineSource, 'reload'> }

/** Before any rule was ever in force there is nothing that a person could change. */
const NO_PRIOR = 0

/** A draft is scored beside the live rules and recorded, and decides nothing. */
export async function toShadow(deps: MoveDependencies, order: RuleOrder): Promise<void> {
  await changeAndReload(deps, async (tx) => {
    const { head, version } = await findVersion(tx, order)
    if (version.state !== 'draft') throw await changedMeanwhile(deps, head)
    const act = actOf(tx, order)
    if (head.shadow !== null) await retire(tx, head, head.shadow, act)
    await tx.rules.move(version, 'shadow', newAttribution(tx, act))
    await activateRuleSet(tx, act, NO_PRIOR)
    await auditRule(tx, 'rule.shadowed', version, act)
  })
}

/** Asks for a second person: to make a draft or shadow live, or to take a live version out. */
export async function propose(
  deps: RuleDependencies,
  order: RuleOrder & { change: ProposedChange },
): Promise<void> {
  await changeRules(deps, async (tx) => {
    const { head, version } = await findVersion(tx, order)
    const fits =
      order.change === 'publish'
        ? version.state === 'draft' || version.state === 'shadow'
        : version.state === 'live'
    if (!fits) throw await changedMeanwhile(deps, head)
    if (head.proposal !== null) {
      const { by, at, change } = head.proposal
      throw new AppError(
        'conflict',
        `${await nameOf(deps, by)} proposed to ${change} a version of this rule at ${inWords(at)}. ` +
          'Withdraw that first.',
      )
    }
    const act = actOf(tx, order)
    await tx.rules.propose({
      id: tx.random.id<'ruleProposal'>(),
      ruleId: order.ruleId,
      versionId: version.id,
      change: order.change,
      ...act,
    })
    await auditRule(tx, 'rule.proposed', version, act)
  })
}

/** Anybody who writes rules may take a proposal back. */
export async function withdraw(deps: RuleDependencies, order: RuleOrder): Promise<void> {
  await changeRules(deps, async (tx) => {
    const { head, version } = await findVersion(tx, order)
    if (head.proposal?.versionId !== version.id)
      throw new AppError('conflict', 'Nothing is proposed for this version')
    const act = actOf(tx, order)
    await tx.rules.endProposal(head.proposal.id, 'withdrawn', act)
    await auditRule(tx, 'rule.withdrawn', version, act)
  })
}

/**
 * The proposed version decides from now on; the one that did before is retired.
 * @throws AppError forbidden where the second person is the author or the proposer.
 */
export async function publish(deps: MoveDependencies, order: RuleOrder): Promise<void> {
  await changeAndReload(deps, async (tx) => {
    const { head, version } = await findVersion(tx, order)
    const proposal = await openProposal(deps, head, version, 'publish')
    await requireSecondPerson(deps, order, [version.author, proposal.by])
    const act = actOf(tx, order)
    if (head.live !== null) await retire(tx, head, head.live, act)
    await tx.rules.move(version, 'live', newAttribution(tx, act))
    await tx.rules.endProposal(proposal.id, 'accepted', act)
    await activateRuleSet(tx, act, NO_PRIOR)
    await auditRule(tx, 'rule.published', version, act)
  })
}

/**
 * A draft or a shadow leaves by one person, a live version by a second one after a proposal.
 * @param mayPublish whether the person may be the second one; `mayEdit`, whether they write rules.
 */
export async function retireVersion(
  deps: MoveDependencies,
  order: RuleOrder & { mayPublish: boolean; mayEdit: boolean },
): Promise<void> {
  await changeAndReload(deps, async (tx) => {
    const { head, version } = await findVersion(tx, order)
    if (version.state === 'retired') throw await changedMeanwhile(deps, head)
    const act = actOf(tx, order)
    if (version.state === 'live') {
      if (!order.mayPublish) throw new AppError('forbidden', 'Your role may not take a live rule out')
      const proposal = await openProposal(deps, head, version, 'retire')
      await requireSecondPerson(deps, order, [proposal.by])
      await tx.rules.endProposal(proposal.id, 'accepted', act)
    } else if (!order.mayEdit)
      throw new AppError('forbidden', 'Your role may not take back what it does not write')
    await retire(tx, head, version, act)
    if (version.state !== 'draft') await activateRuleSet(tx, act, NO_PRIOR)
  })
}

type OwnAct = { by: ConsoleUserId; at: Instant }

function actOf({ clock }: { clock: Clock }, { user }: Pick<RuleOrder, 'user'>): OwnAct {
  return { by: user.id, at: clock.now() }
}

/** This process decides by the change before it answers; the others are told when it commits. */
async function changeAndReload(
  deps: MoveDependencies,
  work: (tx: RuleTransaction) => Promise<void>,
): Promise<void> {
  await changeRules(deps, work)
  await deps.engines.reload()
}

/** What was proposed for a version that leaves has nothing to wait for. */
async function retire(
  tx: RuleTransaction,
  { proposal }: RuleHead,
  version: RuleVersion,
  act: OwnAct,
): Promise<void> {
  const waits =
    proposal?.versionId === version.id && !(version.state === 'live' && proposal.change === 'retire')
  if (proposal !== null && waits) await tx.rules.endProposal(proposal.id, 'superseded', act)
  await tx.rules.move(version, 'retired', newAttribution(tx, act))
  await auditRule(tx, 'rule.retired', version, act)
}

async function openProposal(
  deps: RuleDependencies,
  head: RuleHead,
  version: RuleVersion,
  change: ProposedChange,
) {
  const { proposal } = head
  if (proposal?.versionId === version.id && proposal.change === change) return proposal
  if (version.state === 'retired') throw await changedMeanwhile(deps, head)
  throw new AppError(
    'conflict',
    `Nobody has proposed to ${change} version ${version.number}: propose it first`,
  )
}

async function requireSecondPerson(
  deps: RuleDependencies,
  { user }: RuleOrder,
  involved: readonly (ConsoleUserId | null)[],
): Promise<void> {
  if (!involved.includes(user.id)) return
  const people = involved.filter((id) => id !== null)
  const names = await deps.consoleUsers.displayNames(people)
  throw new AppError(
    'forbidden',
    `This takes a second person: somebody who may publish rules and is not ${[...new Set(names.values())].join(' or ')}`,
  )
}
