/** What the console asks of sessions: a filter, an order and a page. */

import type { AccountId, ConsoleUserId, RelyingPartyId, SessionId, SubjectId } from '../ids.ts'
import type { Instant } from '../time.ts'
import type { Decider, Outcome } from './decision.ts'
import type { Reviewer } from './review.ts'
import type { EndResult, SessionKind, SessionState } from './session.ts'

/** What an attacker leaves behind in a session, found again by its keyed digest. */
export const SESSION_ARTEFACTS = ['address', 'network', 'tracking', 'template', 'phoneNetwork'] as const
export type SessionArtefact = (typeof SESSION_ARTEFACTS)[number]

/** What a search was for, as it is kept: codes and addresses as digests only. */
export type SearchTarget =
  | { kind: 'session'; id: SessionId }
  | { kind: 'address'; addressKey: string }
  | { kind: 'person'; subjectId: SubjectId | null }
  | { kind: 'relyingParty'; ids: RelyingPartyId[] }
  /**
   * Words of what the relying party showed, all of them, each as the beginning of a word. `areCommon`: so many
   * sessions have them that looking at one after the other finds a page sooner than the index of words.
   */
  | { kind: 'words'; words: string[]; areCommon?: boolean }

export const SEARCH_KINDS = [
  'session',
  'address',
  'person',
  'relyingParty',
  'words',
] as const satisfies readonly SearchTarget['kind'][]

/** What sessions may share: an artefact, the phone, the relying party. */
export const RELATIONS = [...SESSION_ARTEFACTS, 'device', 'relyingParty'] as const
export type Relation = (typeof RELATIONS)[number]

export const LABELLED_AS = ['fraud', 'genuine', 'nothing'] as const
export type LabelledAs = (typeof LABELLED_AS)[number]

/**
 * Every member narrows. Times are event times, from included and to not; scores likewise. What is said of a
 * decision is said of the one that stands: the delivery's, unless the release was blocked after it.
 */
export type SessionFilter = {
  /** Warned, held or blocked. */
  flagged?: boolean
  states?: SessionState[]
  kinds?: SessionKind[]
  outcomes?: Outcome[]
  relyingPartyId?: RelyingPartyId
  subjectId?: SubjectId
  accountId?: AccountId
  from?: Instant
  to?: Instant
  decidedBy?: Decider
  scoreFrom?: number
  scoreTo?: number
  /** A reason of an interrupted session. */
  reasonCode?: string
  /** A rule that counted in an interrupted session. */
  ruleId?: string
  endResults?: EndResult[]
  reported?: boolean
  labelledAs?: LabelledAs
  /** How its hold ended. */
  reviewedBy?: Reviewer
  artefact?: { kind: SessionArtefact; key: string }
  /** `nobody`: not claimed. */
  assignee?: ConsoleUserId | 'nobody'
  search?: SearchTarget
}

/** `urgency`: held ones first, the next to run out on top, then by risk. `newest`: by id. */
export const SESSION_ORDERS = ['urgency', 'newest'] as const
export type SessionOrder = (typeof SESSION_ORDERS)[number]

/** The last row of the page before: what it was ordered by. */
export type SessionCursor = { held: boolean; weight: number; id: SessionId }

export type SessionPage = { order: SessionOrder; after: SessionCursor | null; limit: number }
