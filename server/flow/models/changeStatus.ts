/**
 * The way of a model into force: candidate, challenger, champion. Each step is one person's, and the last one
 * another's than the first. Going back to the champion before takes one person and no wait.
 */
import type { ConsoleUser } from '../../domain/consoleUser.ts'
import type { ModelId } from '../../domain/ids.ts'
import { type ModelStatus, type ModelStep, type ModelSummary, STEPS } from '../../domain/model.ts'
import { AppError } from '../../errors.ts'
import { audit, consoleUser } from '../audit.ts'
import { type CoreStores, type TransactDependencies, type Transaction, transact } from '../transact.ts'
import type { ModelReads, ModelWrites } from './ports.ts'

type ModelStores = CoreStores & { models: ModelWrites }

export type ChangeStatusDependencies = TransactDependencies<ModelStores> & { models: ModelReads }

type Order = { user: ConsoleUser; modelId: ModelId }

/** From now on it scores in shadow. @throws AppError notFound, conflict. */
export async function challenge(deps: ChangeStatusDependencies, order: Order): Promise<void> {
  await takeStep(deps, order, 'challenge')
}

/** Out of the way, whatever it was; without a champion the rules decide alone. @throws AppError notFound, conflict. */
export async function retire(deps: ChangeStatusDependencies, order: Order): Promise<void> {
  await takeStep(deps, order, 'retire')
}

/** @throws AppError notFound, conflict; forbidden for who trained it or made it challenger. */
export async function promote(deps: ChangeStatusDependencies, order: Order): Promise<void> {
  const model = await findModel(deps, order.modelId)
  await requireAnother(deps, model, order.user)
  const champion = await deps.models.champion()
  await move(deps, order.user, [...displace(champion), { model, step: 'promote' }])
}

/**
 * The champion before decides again, and the one in force is retired.
 * @throws AppError conflict where there was none before.
 * @returns the champion that is back.
 */
export async function rollBack(
  deps: ChangeStatusDependencies,
  order: { user: ConsoleUser },
): Promise<ModelId> {
  const champion = await deps.models.champion()
  const before = await deps.models.championBefore(champion?.id ?? null)
  if (before === null) throw new AppError('conflict', 'There is no earlier champion to go back to')
  const model = await findModel(deps, before)
  await move(deps, order.user, [...displace(champion), { model, step: 'rollBack' }])
  return before
}

type Planned = { model: ModelSummary; step: ModelStep }

async function takeStep(deps: ChangeStatusDependencies, order: Order, step: ModelStep): Promise<void> {
  await move(deps, order.user, [{ model: await findModel(deps, order.modelId), step }])
}

async function findModel(deps: ChangeStatusDependencies, id: ModelId): Promise<ModelSummary> {
  const model = await deps.models.find(id)
  if (model === null) throw new AppError('notFound', 'There is no such model')
  return model
}

function displace(champion: ModelSummary | null): Planned[] {
  return champion === null ? [] : [{ model: champion, step: 'displace' }]
}

async function requireAnother(
  deps: ChangeStatusDependencies,
  model: ModelSummary,
  user: ConsoleUser,
): Promise<void> {
  const changes = await deps.models.changes(model.id)
  const challenged = changes.some((change) => change.step === 'challenge' && change.userId === user.id)
  if (!challenged && model.trainedBy !== user.id) return
  throw new AppError(
    'forbidden',
    'A second person must promote this model: whoever has it trained or made it challenger may not',
  )
}

/** @throws AppError conflict where a model is not where the step starts, or somebody else was first. */
async function move(
  deps: ChangeStatusDependencies,
  user: ConsoleUser,
  planned: readonly Planned[],
): Promise<void> {
  for (const one of planned) requireStart(one)
  await transact(deps, async (tx) => {
    await tx.models.lockMoves()
    const champion = await tx.models.championId()
    const crowns = planned.some(({ step }) => STEPS[step].to === 'champion')
    if (crowns && champion !== null && !planned.some(({ model }) => model.id === champion)) throw overtaken()
    for (const one of planned) await moveOne(tx, user, one)
  })
}

async function moveOne(
  tx: Transaction<ModelStores>,
  user: ConsoleUser,
  { model, step }: Planned,
): Promise<void> {
  const { to } = STEPS[step]
  const isMoved = await tx.models.move({
    id: tx.random.id<'modelStatusChange'>(),
    modelId: model.id,
    step,
    from: model.status,
    to,
    userId: user.id,
    changedAt: tx.clock.now(),
  })
  if (!isMoved) throw overtaken()
  const object = { kind: 'model', id: model.id } as const
  await audit(tx, consoleUser(user.id), `model.${step}`, object, {
    version: model.version,
    from: model.status,
    to,
  })
}

function requireStart({ model, step }: Planned): void {
  const from: readonly ModelStatus[] = STEPS[step].from
  if (!from.includes(model.status))
    throw new AppError('conflict', `This model is ${model.status}; it would have to be ${from.join(' or ')}`)
}

function overtaken(): AppError {
  return new AppError('conflict', 'Somebody else has moved a model meanwhile: look at it again')
}
