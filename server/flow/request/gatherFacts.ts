/** Gathers what the risk engine is told of a session. Only Postgres, the geo data and the lists are asked. */

import { type Account, canServe, keyFor } from '../../domain/accounts/account.ts'
import type { IntegrityFlags } from '../../domain/accounts/device.ts'
import { IS_LIVE_ACCOUNT } from '../../domain/accounts/device.ts'
import type { AccountId } from '../../domain/ids.ts'
import type { Stage } from '../../domain/sessions/decision.ts'
import type { AccountFacts, SessionFacts } from '../../domain/sessions/facts.ts'
import type { Session } from '../../domain/sessions/session.ts'
import { type Instant, SECOND_MS } from '../../domain/time.ts'
import type { CoreDependencies } from '../dependencies.ts'
import { textKey } from '../lists/entityKey.ts'

/** The phone that acts: claims a link, or confirms. */
export type ActingPhone = { accountId: AccountId; ip: string; integrity: IntegrityFlags; at: Instant }

type Needs = Pick<CoreDependencies, 'accounts' | 'lists' | 'vault' | 'describeAddress'>

export async function gatherFacts(
  deps: Needs,
  session: Session,
  stage: Stage,
  phone: ActingPhone | null,
): Promise<SessionFacts> {
  const accounts = session.subjectId === null ? [] : await deps.accounts.ofSubject(session.subjectId)
  const live = accounts.filter((account) => IS_LIVE_ACCOUNT[account.state])
  const address = session.initiator.ip === undefined ? null : deps.describeAddress(session.initiator.ip)
  const phoneAddress = phone === null ? null : deps.describeAddress(phone.ip)
  return {
    stage,
    sessionId: session.id,
    occurredAt: stage === 'release' && phone !== null ? phone.at : session.occurredAt,
    apiVersion: session.apiVersion,
    kind: session.kind,
    flow: session.flow,
    relyingPartyId: session.relyingParty.id,
    subjectId: session.subjectId,
    accounts: live.map((account) => toAccountFacts(deps, account, session)),
    initiator: {
      address,
      userAgent: session.initiator.userAgent ?? null,
      trackingKey:
        session.initiator.trackingId === undefined
          ? null
          : deps.vault.name('tracking', session.initiator.trackingId),
    },
    phone:
      phone === null || phoneAddress === null
        ? null
        : { accountId: phone.accountId, address: phoneAddress, integrity: phone.integrity },
    content: {
      interactionTypes: session.interactions.map((interaction) => interaction.type),
      text: shownText(session),
      relyingPartyName: session.relyingParty.name,
      payeeKey: session.payment.payeeKey,
      amountMinor: session.payment.amountMinor === null ? null : Number(session.payment.amountMinor),
      currency: session.payment.currency,
    },
    confirmSeconds:
      stage === 'release' && phone !== null && session.shownAt !== null
        ? (phone.at - session.shownAt) / SECOND_MS
        : null,
    lists: await deps.lists.matches(listedValues(deps, session, address, phoneAddress), session.occurredAt),
  }
}

function shownText(session: Session): string | null {
  const used = session.interactions.find((interaction) => interaction.type === session.interactionUsed)
  return (used ?? session.interactions[0])?.text ?? null
}

function toAccountFacts(deps: Needs, account: Account, session: Session): AccountFacts {
  const key = keyFor(account, session.kind)
  const target =
    session.accountId === null
      ? canServe(account, session.kind, session.requestedLevel)
      : session.accountId === account.id
  return {
    accountId: account.id,
    target,
    enrolledAt: account.enrolledAt,
    keyCreatedAt: key?.createdAt ?? account.enrolledAt,
    platform: account.device.platform,
    osVersion: account.device.osVersion,
    appVersion: account.device.appVersion,
    integrity: account.device.integrity,
    lastSeen:
      account.lastSeen === null
        ? null
        : { at: account.lastSeen.at, address: deps.describeAddress(account.lastSeen.ip) },
    wrongPins: key?.wrongPins ?? 0,
  }
}

type Addressed = ReturnType<Needs['describeAddress']> | null

function listedValues(deps: Needs, session: Session, initiator: Addressed, phone: Addressed) {
  const addresses = [initiator, phone].filter((address) => address !== null)
  const text = shownText(session)
  return [
    ...addresses.map((address) => ({ kind: 'address' as const, valueKey: address.addressKey })),
    ...addresses.map((address) => ({ kind: 'network' as const, valueKey: address.networkKey })),
    ...(session.subjectId === null ? [] : [{ kind: 'subject' as const, valueKey: session.subjectId }]),
    ...(session.accountId === null ? [] : [{ kind: 'device' as const, valueKey: session.accountId }]),
    ...(text === null ? [] : [{ kind: 'text' as const, valueKey: textKey(deps, text) }]),
    { kind: 'relyingParty' as const, valueKey: session.relyingParty.id },
  ]
}
