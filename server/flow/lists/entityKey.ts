/**
 * Under which name facts carry a thing: an address, a person, a text. Who lists or exempts it says the value
 * itself, or a session in which it was seen; the value goes no further than here.
 */
import type { SessionId } from '../../domain/ids.ts'
import type { ListKind } from '../../domain/listEntry.ts'
import type { SuppressionKind } from '../../domain/rule.ts'
import type { Session } from '../../domain/sessions/session.ts'
import { AppError } from '../../errors.ts'
import { textTemplate } from '../../risk/features/textTemplate.ts'
import type { CoreDependencies } from '../dependencies.ts'

export type EntityKind = ListKind | SuppressionKind

/** `value`: an address, a network as CIDR, an identity code, a document number, an RP's id or a text. */
export type Named =
  | { value: string }
  /** `end`: whose address or network; the browser's, or the phone's that acted. */
  | { sessionId: SessionId; end: 'initiator' | 'phone' }

export type EntityDependencies = Pick<CoreDependencies, 'accounts' | 'sessions' | 'vault' | 'describeAddress'>

/** @throws AppError badRequest that names what is wrong with `value` or `sessionId`. */
export async function entityKey(deps: EntityDependencies, kind: EntityKind, named: Named): Promise<string> {
  if ('value' in named) return await ofValue(deps, kind, named.value)
  const session = await deps.sessions.find(named.sessionId)
  if (session === null) throw wrong('sessionId', 'must be a session of ours')
  const value = seenIn(session, kind, named.end)
  if (value === null) throw wrong('sessionId', `this session has no ${kind} at that end`)
  return value.isKey ? value.text : await ofValue(deps, kind, value.text)
}

/** A text by its shape, so that other numbers in it are the same text. */
export function textKey(deps: Pick<CoreDependencies, 'vault'>, text: string): string {
  return deps.vault.name('text', textTemplate(text))
}

async function ofValue(deps: EntityDependencies, kind: EntityKind, value: string): Promise<string> {
  switch (kind) {
    case 'address':
      return deps.describeAddress(value).addressKey
    case 'network':
      return deps.describeAddress(value.split('/', 1)[0] ?? value).networkKey
    case 'subject': {
      const subjectId = await deps.accounts.findSubject(value)
      if (subjectId === null) throw wrong('value', 'must be the identity code of a person who has an account')
      return subjectId
    }
    case 'device':
    case 'account': {
      const account = await deps.accounts.findByDocument(value)
      if (account === null) throw wrong('value', 'must be the document number of an account')
      return account.id
    }
    case 'relyingParty':
      return value
    case 'text':
      return textKey(deps, value)
  }
}

/** `isKey`: an id that facts carry as it is. */
function seenIn(
  session: Session,
  kind: EntityKind,
  end: 'initiator' | 'phone',
): { text: string; isKey: boolean } | null {
  const found = (text: string | null | undefined, isKey: boolean) =>
    text === null || text === undefined ? null : { text, isKey }
  switch (kind) {
    case 'address':
    case 'network':
      return found(end === 'initiator' ? session.initiator.ip : session.phoneAddress, false)
    case 'subject':
      return found(session.subjectId, true)
    case 'device':
    case 'account':
      return found(session.accountId, true)
    case 'relyingParty':
      return found(session.relyingParty.id, true)
    case 'text':
      return found(session.interactions[0]?.text, false)
  }
}

function wrong(field: string, message: string): AppError {
  return new AppError('badRequest', 'The request is not understood', { fields: [{ field, message }] })
}
