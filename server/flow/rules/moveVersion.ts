/** A version goes on: into shadow by one person, live and out of it again by two. */
import type { ConsoleUserId } from '../../domain/ids.ts'
import type { ProposedChange, RuleVersion } from '../../domain/rule.ts'
import { AppError } from '../../errors.ts'
import type { RuleBooks, RuleHead } from '../../stores/rules/ruleBooks.ts'
import { activateRuleSet } from './activateRuleSet.ts'
import type { RuleDependencies, RuleOrder } from './dependencies.ts'
import { newAttribution, ruleEvent } from './ruleAudit.ts'
import { changedMeanwhile, findVersion, inWords, nameOf } from './ruleConflicts.ts'

/** Before any rule was ever in force there is nothing that a person could change. */
const NO_PRIOR = 0

/** A draft is scored beside the live rules and recorded, and decides nothing. */
export async function toShadow(deps: RuleDependencies, order: RuleOrder): Promise<void> {
  await changeAndReload(deps, async (books) => {
    const { head, version } = await findVersion(books, order)
    if (version.state !== 'draft') throw await changedMeanwhile(deps, head)
    const act = actOf(deps, order)
    if (head.shadow !== null) await retire(deps, books, head, head.shadow, act)
    await books.move(version, 'shadow', newAttribution(deps, act.by, act.at))
    await activateRuleSet(books, act, NO_PRIOR)
    await books.record(ruleEvent(deps, 'rule.shadowed', version, act))
  })
}

/** Asks for a second person: to make a draft or shadow live, or to take a live version out. */
export async function propose(
  deps: RuleDependencies,
  order: RuleOrder & { change: ProposedChange },
): Promise<void> {
  await deps.rules.change(async (books) => {
    const { head, version } = await findVersion(books, order)
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
    const act = actOf(deps, order)
    await books.propose({
      id: deps.random.id<'ruleProposal'>(),
      ruleId: order.ruleId,
      versionId: version.id,
      change: order.change,
      ...act,
    })
    await books.record(ruleEvent(deps, 'rule.proposed', version, act))
  })
}

/** Anybody who writes rules may take a proposal back. */
export async function withdraw(deps: RuleDependencies, order: RuleOrder): Promise<void> {
  await deps.rules.change(async (books) => {
    const { head, version } = await findVersion(books, order)
    if (head.proposal?.versionId !== version.id)
      throw new AppError('conflict', 'Nothing is proposed for this version')
    const act = actOf(deps, order)
    await books.endProposal(head.proposal.id, 'withdrawn', act)
    await books.record(ruleEvent(deps, 'rule.withdrawn', version, act))
  })
}

/**
 * The proposed version decides from now on; the one that did before is retired.
 * @throws AppError forbidden where the second person is the author or the proposer.
 */
export async function publish(deps: RuleDependencies, order: RuleOrder): Promise<void> {
  await changeAndReload(deps, async (books) => {
    const { head, version } = await findVersion(books, order)
    const proposal = await openProposal(deps, head, version, 'publish')
    await requireSecondPerson(deps, order, [version.author, proposal.by])
    const act = actOf(deps, order)
    if (head.live !== null) await retire(deps, books, head, head.live, act)
    await books.move(version, 'live', newAttribution(deps, act.by, act.at))
    await books.endProposal(proposal.id, 'accepted', act)
    await activateRuleSet(books, act, NO_PRIOR)
    await books.record(ruleEvent(deps, 'rule.published', version, act))
  })
}

/**
 * A draft or a shadow leaves by one person, a live version by a second one after a proposal.
 * @param mayPublish whether the person may be the second one; `mayEdit`, whether they write rules.
 */
export async function retireVersion(
  deps: RuleDependencies,
  order: RuleOrder & { mayPublish: boolean; mayEdit: boolean },
): Promise<void> {
  await changeAndReload(deps, async (books) => {
    const { head, version } = await findVersion(books, order)
    if (version.state === 'retired') throw await changedMeanwhile(deps, head)
    const act = actOf(deps, order)
    if (version.state === 'live') {
      if (!order.mayPublish) throw new AppError('forbidden', 'Your role may not take a live rule out')
      const proposal = await openProposal(deps, head, version, 'retire')
      await requireSecondPerson(deps, order, [proposal.by])
      await books.endProposal(proposal.id, 'accepted', act)
    } else if (!order.mayEdit)
      throw new AppError('forbidden', 'Your role may not take back what it does not write')
    await retire(deps, books, head, version, act)
    if (version.state !== 'draft') await activateRuleSet(books, act, NO_PRIOR)
  })
}

type Act = { by: ConsoleUserId; at: ReturnType<RuleDependencies['clock']['now']> }

function actOf(deps: RuleDependencies, { user }: Pick<RuleOrder, 'user'>): Act {
  return { by: user.id, at: deps.clock.now() }
}

/** This process decides by the change before it answers; the others are told when it commits. */
async function changeAndReload(
  deps: RuleDependencies,
  work: (books: RuleBooks) => Promise<void>,
): Promise<void> {
  await deps.rules.change(work)
  await deps.engines.reload()
}

/** What was proposed for a version that leaves has nothing to wait for. */
async function retire(
  deps: RuleDependencies,
  books: RuleBooks,
  { proposal }: RuleHead,
  version: RuleVersion,
  act: Act,
): Promise<void> {
  const waits =
    proposal?.versionId === version.id && !(version.state === 'live' && proposal.change === 'retire')
  if (proposal !== null && waits) await books.endProposal(proposal.id, 'superseded', act)
  await books.move(version, 'retired', newAttribution(deps, act.by, act.at))
  await books.record(ruleEvent(deps, 'rule.retired', version, act))
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
