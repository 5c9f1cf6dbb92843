/**
 * applyDecision: a delivery decision takes effect. The decision, the session's next state and the outbox rows of
 * what follows are one transaction, so that no phone can hear of a session without a committed decision.
 */
import { type Account, keyFor } from '../../domain/accounts/account.ts'
import type { AccountId } from '../../domain/ids.ts'
import type { Decision } from '../../domain/sessions/decision.ts'
import {
  eventTimeOf,
  type Interaction,
  NEEDS_CODE_CHOICE,
  type Result,
  type Session,
  type SessionIn,
  wallTimeOf,
} from '../../domain/sessions/session.ts'
import { failed, type MoveTo, type PhoneEnd } from '../../domain/sessions/transition.ts'
import { addMs, type Instant, MINUTE_MS, toInstant } from '../../domain/time.ts'
import { chooseWarning } from '../../warnings/chooseWarning.ts'
import type { CoreDependencies } from '../dependencies.ts'
import { isMoved, transact } from '../transact.ts'
import { candidates } from './candidates.ts'
import { type Evidence, moveSession, type TakenDecision } from './moveSession.ts'

/** What is left of a session for the PIN when a hold ends (docs/design.md). */
const PIN_TIME_MS = MINUTE_MS

export type DecideDependencies = Pick<
  CoreDependencies,
  'clock' | 'random' | 'settings' | 'sessions' | 'accounts' | 'transactions' | 'producer' | 'log'
>

/**
 * @param effectOf the outbox row whose effect this is; absent for a fallback, whose row stays for a later score.
 * @returns false where somebody else decided first; then nothing was written.
 */
export async function applyDecision(
  deps: DecideDependencies,
  session: Session,
  decision: Decision,
  effectOf?: string,
): Promise<boolean> {
  const now = deps.clock.now()
  const at = eventTimeOf(session, now)
  const taken: TakenDecision = {
    ...decision,
    decidedAt: at,
    tookMs: Math.max(0, now - decidableSince(deps, session)),
    warningId: decision.outcome === 'warn' ? chooseWarning(decision.reasons) : null,
  }
  switch (session.state) {
    case 'AWAITING_CLAIM':
      return await applyToUnclaimed(deps, session, taken, effectOf)
    case 'RECEIVED':
      return await applyToReceived(deps, session, taken, effectOf)
    case 'HELD':
    case 'DELIVERED':
    case 'COMPLETE':
    case 'BLOCKED':
      return false
  }
}

/** A link that nobody has claimed has no phone to go to: its decision is a block, or it gets none yet. */
async function applyToUnclaimed(
  deps: DecideDependencies,
  session: SessionIn<'AWAITING_CLAIM'>,
  decision: TakenDecision,
  effectOf: string | undefined,
): Promise<boolean> {
  if (decision.outcome !== 'block') throw new Error('only a block is applied to a link that nobody claimed')
  const at = decision.decidedAt
  const move = (await interruptsLinked(deps, session, at))
    ? ended(deps, failed('EXPECTED_LINKED_SESSION'), at)
    : blocked(deps, at)
  return await isMoved(
    transact(deps, async (tx) => {
      await moveSession(tx, session, move, { decision })
      if (effectOf !== undefined) await tx.outbox.remove(effectOf)
    }),
  )
}

async function applyToReceived(
  deps: DecideDependencies,
  session: SessionIn<'RECEIVED'>,
  decision: TakenDecision,
  effectOf: string | undefined,
): Promise<boolean> {
  const at = decision.decidedAt
  const able = await candidates(deps, session)
  const { move, review } = (await interruptsLinked(deps, session, at))
    ? { move: ended(deps, failed('EXPECTED_LINKED_SESSION'), at), review: undefined }
    : nextStep(deps, session, decision, able, at)
  const evidence: Evidence = { decision, ...(review !== undefined && { review }) }
  if (decision.warningId !== null && move.to === 'DELIVERED') {
    evidence.notice = {
      id: deps.random.id<'notice'>(),
      template: decision.warningId,
      deadlineAt: wallTimeOf(session, session.expiresAt),
    }
  }
  return await isMoved(
    transact(deps, async (tx) => {
      await moveSession(tx, session, move, evidence)
      if (effectOf !== undefined) await tx.outbox.remove(effectOf)
    }),
  )
}

/** Another transaction while the person's app waits for a linked signature (RP API v3). */
async function interruptsLinked(
  deps: Pick<CoreDependencies, 'sessions'>,
  session: Session,
  at: Instant,
): Promise<boolean> {
  if (session.kind === 'certificateChoice' || session.subjectId === null) return false
  const choice = await deps.sessions.awaitsLinked(session.subjectId, at)
  if (choice === null || session.linkedSessionId === choice.id) return false
  return session.accountId === null || session.accountId === choice.accountId
}

/** Wall time since when the session could be decided: a claimed link is due one scoring deadline after its claim. */
function decidableSince(deps: Pick<CoreDependencies, 'settings'>, session: Session): Instant {
  if (session.state !== 'RECEIVED') return wallTimeOf(session, session.occurredAt)
  return addMs(session.dueAt, -deps.settings.scoreDeadlineMs)
}

type Step = { move: MoveTo<'HELD' | 'DELIVERED' | 'COMPLETE' | 'BLOCKED'>; review?: Evidence['review'] }

function nextStep(
  deps: DecideDependencies,
  session: SessionIn<'RECEIVED'>,
  decision: Decision,
  able: Account[],
  at: Instant,
): Step {
  switch (decision.outcome) {
    case 'block':
      return { move: blocked(deps, at) }
    case 'hold': {
      const holdUntil = holdEnd(deps, session)
      if (holdUntil <= at) return withoutTimeToHold(deps, session, able, at)
      return { move: { to: 'HELD', set: { holdUntil, dueAt: wallTimeOf(session, holdUntil) } } }
    }
    case 'warn':
    case 'allow':
      return { move: delivered(deps, session, able, decision, at) }
  }
}

/** A link claimed late leaves no time for an analyst: the policy for expired holds applies at once. */
function withoutTimeToHold(
  deps: DecideDependencies,
  session: SessionIn<'RECEIVED'>,
  able: Account[],
  at: Instant,
): Step {
  const action = deps.settings.holdPolicy
  const move =
    action === 'block'
      ? blocked(deps, at)
      : delivered(deps, session, able, { outcome: 'hold', friction: null }, at)
  return { move, review: { action, userId: null, comment: null, reviewedAt: at } }
}

function holdEnd(deps: Pick<CoreDependencies, 'settings'>, session: Session): Instant {
  return toInstant(Math.min(addMs(session.occurredAt, deps.settings.holdMs), session.expiresAt - PIN_TIME_MS))
}

/** The account whose phone acted, and from where. */
export type Acted = { accountId: AccountId } & PhoneEnd

/** BLOCKED at once; the relying party sees the end no sooner than a person could have refused (invariant 6). */
export function blocked(
  deps: Pick<CoreDependencies, 'random' | 'settings' | 'clock'>,
  at: Instant,
  acted: Partial<Acted> = {},
): MoveTo<'BLOCKED'> {
  const { min, max } = deps.settings.blockDelayMs
  const visibleAt = addMs(deps.clock.now(), deps.random.integer(min, max))
  return { to: 'BLOCKED', set: { ...acted, endResult: 'DOCUMENT_UNUSABLE', endedAt: at, visibleAt } }
}

/** On to the phone, or to an end that needs no phone. */
export function delivered(
  deps: Pick<CoreDependencies, 'clock'>,
  session: SessionIn<'RECEIVED' | 'HELD'>,
  able: Account[],
  decision: Pick<Decision, 'outcome' | 'friction'>,
  at: Instant,
): MoveTo<'DELIVERED' | 'COMPLETE'> {
  const [only, ...others] = able
  if (only === undefined) return ended(deps, failed('DOCUMENT_UNUSABLE'), at)
  const arrival = { deliveredAt: at, dueAt: wallTimeOf(session, session.expiresAt) }
  if (session.kind === 'certificateChoice') {
    // With one account there is nothing to choose, so the phone is asked only where it should be warned,
    // or where it claimed a link and waits.
    const certificate = keyFor(only, session.kind)?.certificate
    if (
      others.length === 0 &&
      decision.outcome !== 'warn' &&
      session.flow === 'Notification' &&
      certificate !== undefined
    ) {
      return ended(deps, { endResult: 'OK', certificate, signature: null }, at, { accountId: only.id })
    }
    return { to: 'DELIVERED', set: arrival }
  }
  const interaction = chooseInteraction(session.interactions, able, decision.friction?.codeChoice ?? false)
  if (interaction === null) return ended(deps, failed('REQUIRED_INTERACTION_NOT_SUPPORTED_BY_APP'), at)
  return { to: 'DELIVERED', set: { ...arrival, interactionUsed: interaction.type } }
}

/** A terminal COMPLETE: the relying party may see it at once, by the wall clock, whatever the event time. */
export function ended(
  deps: Pick<CoreDependencies, 'clock'>,
  result: Result,
  at: Instant,
  acted: Partial<Acted> = {},
): MoveTo<'COMPLETE'> {
  return { to: 'COMPLETE', set: { ...acted, ...result, endedAt: at, visibleAt: deps.clock.now() } }
}

/**
 * The first interaction in the RP's order that an app of the person can show; where a warning wants the
 * code chosen, the first of those that ask for it, if the RP listed one.
 */
export function chooseInteraction(
  wanted: readonly Interaction[],
  able: readonly Account[],
  preferCodeChoice: boolean,
): Interaction | null {
  const possible = wanted.filter((one) =>
    able.some((account) => account.device.interactions.includes(one.type)),
  )
  const withChoice = preferCodeChoice ? possible.find((one) => NEEDS_CODE_CHOICE[one.type]) : undefined
  return withChoice ?? possible[0] ?? null
}
