/** What the console API answers about cases: times are ISO 8601 in UTC; people of the console are names beside ids. */

import type { CaseKind, CaseSeverity, CaseState, SlaTag } from '../../domain/cases/case.ts'
import type { CaseEventKind } from '../../domain/cases/caseEvent.ts'
import type { ArtefactKind } from '../../domain/sessions/artefact.ts'
import type { Outcome, ScamType } from '../../domain/sessions/decision.ts'
import type { Disposition } from '../../domain/sessions/label.ts'
import type { EndResult, SessionKind, SessionState } from '../../domain/sessions/session.ts'
import type { PageWire } from '../wire.ts'

/** `name` is empty for somebody who is no longer known. */
export type UserRefWire = { id: string; name: string }

/** Minor units as decimal text, for they may be more than a number holds. */
export type LossWire = { amountMinor: string; currency: string; recoveredMinor: string }

export type CaseItemWire = {
  id: string
  kind: CaseKind
  title: string
  state: CaseState
  severity: CaseSeverity
  assignee: UserRefWire | null
  openedAt: string
  /** Null: the service itself. */
  openedBy: UserRefWire | null
  dueAt: string
  /** Null: nothing is due any more. */
  sla: SlaTag | null
  sessions: number
  people: number
  tags: string[]
  closed: {
    disposition: Disposition
    scamType: ScamType | null
    loss: LossWire | null
    at: string
    by: UserRefWire
  } | null
  mergedInto: string | null
  /** Goes along with every change, so that nobody overlooks another's. */
  version: number
  changedAt: string
  changedBy: UserRefWire | null
}

export type CaseFileWire = {
  id: string
  name: string
  type: string
  size: number
  sha256: string
  addedBy: UserRefWire
  addedAt: string
}

export type CasePageWire = CaseItemWire & { files: CaseFileWire[] }
export type CaseListWire = PageWire<CaseItemWire>

export type CaseSessionWire = {
  id: string
  state: SessionState
  kind: SessionKind
  relyingParty: string
  /** Id and short pseudonym. */
  person: { id: string; pseudonym: string } | null
  occurredAt: string
  deliveredAt: string | null
  endedAt: string | null
  reportedAt: string | null
  endResult: EndResult | null
  outcome: Outcome | null
  score: number | null
  review: 'release' | 'block' | null
  disposition: Disposition | null
  addedAt: string
}

export type CaseNoteWire = {
  id: string
  author: UserRefWire
  text: string
  mentions: UserRefWire[]
  at: string
}

export type CaseEventWire = {
  id: string
  caseId: string
  kind: CaseEventKind
  by: UserRefWire | null
  details: Record<string, string | number | boolean | null>
  text: string | null
  at: string
}

export type RelatedSessionsWire = {
  /** Event time from which on it looks. */
  since: string
  artefacts: {
    kind: ArtefactKind
    key: string
    /** A relying party's name, a text; null for digests. */
    label: string | null
    own: number
    sessions: number
    people: number
    /** False: that many or more. */
    isExact: boolean
    /** Whether the sessions below are those with it. */
    ties: boolean
  }[]
  others: { sessionId: string; personId: string | null; shares: ArtefactKind[]; caseId: string | null }[]
  people: number
  isCut: boolean
}

export type CampaignDecisionWire = {
  results: { sessionId: string; result: string }[]
  /** Sessions of the case that were not held when the decision came. */
  notHeld: number
}
