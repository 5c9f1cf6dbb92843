/** Second looks: a share of what analysts decide is looked at again by somebody else, who agrees or says why not. */
import type { AuditAction } from '../../domain/auditEvent.ts'
import type { ConsoleUser } from '../../domain/consoleUser.ts'
import type { ConsoleUserId } from '../../domain/ids.ts'
import type {
  Agreement,
  DrawnDecision,
  QualityKind,
  QualityOpinion,
  QualityVerdict,
  SecondLook,
} from '../../domain/team.ts'
import { addMs, type Clock, DAY_MS, type Instant } from '../../domain/time.ts'
import { AppError } from '../../errors.ts'
import { type Interval, wilson } from '../../risk/intervals.ts'
import { audit, consoleUser } from '../audit.ts'
import type { Settings } from '../dependencies.ts'
import { type TransactDependencies, type Transaction, transact } from '../transact.ts'
import type { DisplayNames, Drawing, QualitySample, QualityStores } from './ports.ts'

/** Older decisions are no longer looked at. */
const OPEN_DAYS = 30

export type QualityDependencies = {
  clock: Clock
  settings: Pick<Settings, 'qualitySampleShare'>
  qualitySample: QualitySample
}

export type QualityVerdictOrder = {
  user: ConsoleUser
  kind: QualityKind
  objectId: string
  opinion: QualityOpinion
  reason: string | null
}

export type AgreementRate = Agreement & {
  /** Of second looks, 0 to 1, with its 95 % interval (Wilson); null without any. */
  rate: number | null
  interval: Interval | null
}

export function drawing(deps: Pick<QualityDependencies, 'clock' | 'settings'>, days = OPEN_DAYS): Drawing {
  return { share: deps.settings.qualitySampleShare, since: addMs(deps.clock.now(), -days * DAY_MS) }
}

/** Newest decision first; what the reader decided is not theirs to look at. */
export async function listSecondLooks(
  deps: QualityDependencies,
  query: {
    user: ConsoleUser
    show: 'open' | 'done'
    after: { decidedAt: Instant; objectId: string } | null
    limit: number
  },
): Promise<SecondLook[]> {
  const { user, show, after, limit } = query
  const drawn = drawing(deps)
  if (show === 'done') return await deps.qualitySample.done(drawn.since, { after, limit })
  return await deps.qualitySample.open(drawn, { notBy: user.id, after, limit })
}

/**
 * Once a decision: the same verdict of the same person again changes nothing. A disagreement is told to who decided.
 * @throws AppError notFound where it was not drawn; forbidden for one's own; conflict where somebody else was first.
 */
export async function recordVerdict(
  deps: QualityDependencies & TransactDependencies<QualityStores> & { consoleUsers: DisplayNames },
  order: QualityVerdictOrder,
): Promise<SecondLook> {
  const { user, kind, objectId, opinion, reason } = order
  const drawn = await deps.qualitySample.find(drawing(deps), { kind, objectId })
  if (drawn === null) throw new AppError('notFound', 'This decision was not drawn for a second look')
  if (drawn.decidedBy === user.id)
    throw new AppError('forbidden', 'This decision is your own: somebody else looks at it')
  const verdict: QualityVerdict = {
    id: deps.random.id<'qualityVerdict'>(),
    opinion,
    reason,
    by: user.id,
    at: deps.clock.now(),
  }
  const stands = await transact(deps, async (tx) => {
    const standing = await tx.quality.give(drawn, verdict)
    if (standing.id !== verdict.id) return standing
    if (opinion === 'disagree') await notifyOf(tx, drawn, verdict)
    const object = { kind: 'qualityVerdict', id: verdict.id } as const
    const details = { kind, objectId, decidedBy: drawn.decidedBy }
    await audit(tx, consoleUser(user.id), AUDIT_ACTIONS[opinion], object, details, verdict.at)
    return standing
  })
  if (stands.by !== user.id || stands.opinion !== opinion) throw await alreadyLookedAt(deps, stands)
  return { ...drawn, verdict: stands }
}

const AUDIT_ACTIONS = { agree: 'quality.agreed', disagree: 'quality.disagreed' } as const satisfies Record<
  QualityOpinion,
  AuditAction
>

async function notifyOf(
  tx: Transaction<QualityStores>,
  { decidedBy }: DrawnDecision,
  { id, at }: QualityVerdict,
): Promise<void> {
  await tx.quality.notify({ id: tx.random.id<'teamNotice'>(), userId: decidedBy, verdictId: id, at })
}

async function alreadyLookedAt(
  deps: { consoleUsers: DisplayNames },
  verdict: QualityVerdict,
): Promise<AppError> {
  const by = (await deps.consoleUsers.displayNames([verdict.by])).get(verdict.by) ?? ''
  const at = new Date(verdict.at).toISOString()
  return new AppError('conflict', `${by} took a second look at ${at}, and it stands`, {
    conflict: { by, at },
  })
}

/** By who decided, those with the most decisions drawn first. */
export async function readAgreement(deps: QualityDependencies, days: number): Promise<AgreementRate[]> {
  const found = await deps.qualitySample.agreement(drawing(deps, days))
  return found
    .map((one) => {
      const looked = one.agreed + one.disagreed
      const rate = looked === 0 ? null : one.agreed / looked
      return { ...one, rate, interval: wilson(one.agreed, looked) }
    })
    .sort((a, b) => b.drawn - a.drawn)
}

/** Everybody whom these name. */
export function peopleOf(looks: readonly SecondLook[]): ConsoleUserId[] {
  return looks.flatMap(({ decidedBy, verdict }) => (verdict === null ? [decidedBy] : [decidedBy, verdict.by]))
}
