/** A rule is written, or written anew: checked against the features, kept as a draft that decides nothing. */
import type { ConsoleUser } from '../../domain/consoleUser.ts'
import type { RuleContent, RuleVersion, RuleVersionId } from '../../domain/rule.ts'
import type { Instant } from '../../domain/time.ts'
import { AppError } from '../../errors.ts'
import { checkRule, type RuleProblem } from '../../risk/rules/compileRules.ts'
import { changeRules, type RuleDependencies, type RuleOrder } from './changeRules.ts'
import type { RuleHead, RuleTransaction } from './ports.ts'
import { type Act, auditRule, newAttribution } from './ruleAudit.ts'
import { changedMeanwhile, findVersion } from './ruleConflicts.ts'

export type DraftOrder = {
  user: ConsoleUser
  ruleId: string
  content: RuleContent
  note: string | null
  /** The newest version that the author saw; null for a rule that does not exist yet. */
  basedOn: RuleVersionId | null
}

/**
 * A draft that was there before is retired: there is one at a time.
 * @throws AppError badRequest that points at the place in the condition; conflict where somebody wrote meanwhile.
 */
export async function saveDraft(deps: RuleDependencies, order: DraftOrder): Promise<RuleVersion> {
  const { problems } = checkRule({ id: order.ruleId, ...order.content, state: 'draft' })
  if (problems.length > 0) throw wrongRule(order.ruleId, problems)
  const at = deps.clock.now()
  return await changeRules(deps, async (tx) => {
    const head = await tx.rules.head(order.ruleId)
    if (head === null && order.basedOn !== null) throw new AppError('notFound', 'There is no such rule')
    if (head !== null && head.newest.id !== order.basedOn) throw await changedMeanwhile(deps, head)
    if (head === null) await tx.rules.createRules([order.ruleId])
    return await addDraft(tx, head, { ...order, at })
  })
}

/** What a version said becomes a draft again, and goes the same way as any other. */
export async function rollBack(deps: RuleDependencies, order: RuleOrder): Promise<RuleVersion> {
  const at = deps.clock.now()
  return await changeRules(deps, async (tx) => {
    const { head, version } = await findVersion(tx, order)
    if (version.state !== 'retired')
      throw new AppError(
        'conflict',
        `Version ${version.number} is ${version.state}: there is nothing to roll back to`,
      )
    const { problems } = checkRule({ id: order.ruleId, ...version.content, state: 'draft' })
    if (problems.length > 0) throw wrongRule(order.ruleId, problems)
    const { user, ruleId } = order
    return await addDraft(tx, head, {
      user,
      ruleId,
      content: version.content,
      note: `Version ${version.number} again`,
      basedOn: version.id,
      at,
    })
  })
}

async function addDraft(
  tx: RuleTransaction,
  head: RuleHead | null,
  { user, at, ...order }: DraftOrder & { at: Instant },
): Promise<RuleVersion> {
  const act = { by: user.id, at }
  if (head !== null) await retireDraft(tx, head, act)
  const version: RuleVersion = {
    ...order,
    id: tx.random.id<'ruleVersion'>(),
    number: (head?.newest.number ?? 0) + 1,
    state: 'draft',
    author: user.id,
    createdAt: at,
  }
  await tx.rules.addDrafts([{ version, made: newAttribution(tx, act) }])
  await auditRule(tx, 'rule.drafted', version, act)
  return version
}

async function retireDraft(tx: RuleTransaction, { draft, proposal }: RuleHead, act: Act): Promise<void> {
  if (draft === null) return
  if (proposal?.versionId === draft.id) await tx.rules.endProposal(proposal.id, 'superseded', act)
  await tx.rules.move(draft, 'retired', newAttribution(tx, act))
}

function wrongRule(ruleId: string, problems: readonly RuleProblem[]): AppError {
  return new AppError('badRequest', `Rule ${ruleId} cannot run`, {
    fields: problems.map(({ message, start, end }) =>
      start === null || end === null
        ? { field: 'effect', message, ruleId }
        : { field: 'condition', message, ruleId, start, end },
    ),
  })
}
