/**
 * settle: a delivery decision takes effect. The decision, the session's next state and the outbox rows of
 * what follows are one transaction, so that no phone can hear of a session without a committed decision.
 */
import { type Account, keyFor } from '../../domain/accounts/account.ts'
import type { Decision } from '../../domain/sessions/decision.ts'
import {
  eventTimeOf,
  type Interaction,
  NEEDS_CODE_CHOICE,
  type Session,
  wallTimeOf,
} from '../../domain/sessions/session.ts'
import { addMs, type Instant, MINUTE_MS, toInstant } from '../../domain/time.ts'
import type { Transition } from '../../stores/sessions/sessionTransition.ts'
import { chooseWarning } from '../../warnings/chooseWarning.ts'
import type { Dependencies } from '../dependencies.ts'
import { enqueueNow, outboxRow } from '../enqueue.ts'
import { candidates } from './candidates.ts'

/** What is left of a session for the PIN when a hold ends (design). */
const PIN_TIME_MS = MINUTE_MS

type Change = Omit<Transition, 'id' | 'from' | 'attempt'>

/**
 * @param settles the outbox row whose effect this is; absent for a fallback, whose row stays for a later score.
 * @returns false where somebody else decided first; then nothing was written.
 */
export async function applyDecision(
  deps: Dependencies,
  session: Session,
  decision: Decision,
  settles?: string,
): Promise<boolean> {
  const now = deps.clock.now()
  const able = await candidates(deps, session)
  const at = eventTimeOf(session, now)
  const next = (await interruptsLinked(deps, session, at))
    ? ended(deps, session, { endResult: 'EXPECTED_LINKED_SESSION' }, at)
    : nextStep(deps, session, decision, able, at)
  const warningId = decision.outcome === 'warn' ? chooseWarning(decision.reasons) : null
  const outbox = [...(next.outbox ?? [])]
  const change: Transition = {
    id: session.id,
    from: session.state,
    attempt: session.attempt,
    ...next,
    decision: {
      ...decision,
      decidedAt: at,
      tookMs: Math.max(0, now - decidableSince(deps, session)),
      warningId,
    },
    outbox,
  }
  if (warningId !== null && next.to === 'DELIVERED') {
    const notice = {
      id: deps.random.id<'notice'>(),
      template: warningId,
      deadlineAt: wallTimeOf(session, session.expiresAt),
    }
    change.notice = notice
    outbox.push(
      outboxRow(deps, { job: 'notify', payload: { noticeId: notice.id, deadlineAt: notice.deadlineAt } }),
    )
  }
  if (settles !== undefined) change.settles = settles

  const done = await deps.sessions.transition(change)
  if (done) await enqueueNow(deps, outbox)
  return done
}

/** Another transaction while the person's app waits for a linked signature (RP API v3). */
async function interruptsLinked(deps: Dependencies, session: Session, at: Instant): Promise<boolean> {
  if (session.kind === 'certificateChoice' || session.subjectId === null) return false
  const choice = await deps.sessions.awaitsLinked(session.subjectId, at)
  if (choice === null || session.linkedSessionId === choice.id) return false
  return session.accountId === null || session.accountId === choice.accountId
}

/** Wall time since when the session could be decided: a claimed link is due one scoring deadline after its claim. */
function decidableSince(deps: Dependencies, session: Session): Instant {
  if (session.state !== 'RECEIVED' || session.dueAt === null) return wallTimeOf(session, session.occurredAt)
  return addMs(session.dueAt, -deps.settings.scoreDeadlineMs)
}

function nextStep(
  deps: Dependencies,
  session: Session,
  decision: Decision,
  able: Account[],
  at: Instant,
): Change {
  switch (decision.outcome) {
    case 'block':
      return blocked(deps, session, at)
    case 'hold': {
      const holdUntil = holdEnd(deps, session)
      if (holdUntil <= at) return withoutTimeToHold(deps, session, able, at)
      return {
        to: 'HELD',
        set: { holdUntil, dueAt: wallTimeOf(session, holdUntil) },
        // Nothing has ended yet, but a case may open.
        outbox: [learnRow(deps, session)],
      }
    }
    case 'warn':
    case 'allow':
      return delivered(deps, session, able, decision, at)
  }
}

/** A link claimed late leaves no time for an analyst: the policy for expired holds applies at once. */
function withoutTimeToHold(deps: Dependencies, session: Session, able: Account[], at: Instant): Change {
  const action = deps.settings.holdPolicy
  const change =
    action === 'block'
      ? blocked(deps, session, at)
      : delivered(deps, session, able, { outcome: 'hold', friction: null }, at)
  return { ...change, review: { action, userId: null, comment: null, reviewedAt: at } }
}

function holdEnd(deps: Dependencies, session: Session): Instant {
  return toInstant(Math.min(addMs(session.occurredAt, deps.settings.holdMs), session.expiresAt - PIN_TIME_MS))
}

/** BLOCKED at once; the relying party sees the end no sooner than a person could have refused (invariant 6). */
export function blocked(
  deps: Pick<Dependencies, 'random' | 'settings' | 'clock'>,
  session: Session,
  at: Instant,
): Change {
  const { min, max } = deps.settings.blockDelayMs
  return {
    to: 'BLOCKED',
    set: {
      endResult: 'DOCUMENT_UNUSABLE',
      endedAt: at,
      visibleAt: addMs(deps.clock.now(), deps.random.integer(min, max)),
      dueAt: null,
    },
    outbox: [learnRow(deps, session)],
  }
}

export function learnRow(deps: Pick<Dependencies, 'random' | 'clock'>, session: Session) {
  return outboxRow(deps, { job: 'learn', payload: { sessionId: session.id } })
}

/** On to the phone, or to an end that needs no phone. */
export function delivered(
  deps: Pick<Dependencies, 'random' | 'settings' | 'clock'>,
  session: Session,
  able: Account[],
  decision: Pick<Decision, 'outcome' | 'friction'>,
  at: Instant,
): Change {
  const [only, ...others] = able
  if (only === undefined) return ended(deps, session, { endResult: 'DOCUMENT_UNUSABLE' }, at)
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
      return ended(deps, session, { endResult: 'OK', accountId: only.id, certificate }, at)
    }
    return { to: 'DELIVERED', set: { deliveredAt: at, dueAt: wallTimeOf(session, session.expiresAt) } }
  }
  const interaction = chooseInteraction(session.interactions, able, decision.friction?.codeChoice ?? false)
  if (interaction === null)
    return ended(deps, session, { endResult: 'REQUIRED_INTERACTION_NOT_SUPPORTED_BY_APP' }, at)
  return {
    to: 'DELIVERED',
    set: {
      deliveredAt: at,
      interactionUsed: interaction.type,
      dueAt: wallTimeOf(session, session.expiresAt),
    },
  }
}

/** A terminal COMPLETE, with the outbox row by which the history learns of it. */
export function ended(
  deps: Pick<Dependencies, 'random' | 'clock'>,
  session: Session,
  set: NonNullable<Transition['set']>,
  at: Instant,
): Change {
  // The relying party may see it at once, by the wall clock, whatever event time the caller came with.
  const visibleAt = deps.clock.now()
  return {
    to: 'COMPLETE',
    set: { ...set, endedAt: at, visibleAt, dueAt: null },
    outbox: [learnRow(deps, session)],
  }
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
