/** The filter of sessions as it travels: in the list's query, in saved filters, in the links of dashboards. */
import { z } from 'zod'
import { DECIDERS, OUTCOMES } from '../domain/sessions/decision.ts'
import { REVIEWERS } from '../domain/sessions/review.ts'
import { END_RESULTS, SESSION_KINDS, SESSION_STATES } from '../domain/sessions/session.ts'
import { LABELLED_AS, SESSION_ARTEFACTS } from '../domain/sessions/sessionQuery.ts'
import { idOf, instant } from './forms/formats.ts'

const score = z.number().min(0).max(1.01)

export const sessionFilter = z.strictObject({
  flagged: z.boolean().exactOptional(),
  states: z.array(z.enum(SESSION_STATES)).min(1).exactOptional(),
  kinds: z.array(z.enum(SESSION_KINDS)).min(1).exactOptional(),
  outcomes: z.array(z.enum(OUTCOMES)).min(1).exactOptional(),
  relyingPartyId: idOf<'relyingParty'>().exactOptional(),
  subjectId: idOf<'subject'>().exactOptional(),
  accountId: idOf<'account'>().exactOptional(),
  from: instant.exactOptional(),
  to: instant.exactOptional(),
  decidedBy: z.enum(DECIDERS).exactOptional(),
  scoreFrom: score.exactOptional(),
  scoreTo: score.exactOptional(),
  reasonCode: z
    .string()
    .regex(/^[A-Z0-9_]{1,80}$/, 'must be a reason code, e.g. INITIATOR_FAR_FROM_PHONE')
    .exactOptional(),
  ruleId: z
    .string()
    .regex(/^[A-Za-z0-9_]{1,80}$/, 'must be a rule id')
    .exactOptional(),
  endResults: z.array(z.enum(END_RESULTS)).min(1).exactOptional(),
  reported: z.boolean().exactOptional(),
  labelledAs: z.enum(LABELLED_AS).exactOptional(),
  reviewedBy: z.enum(REVIEWERS).exactOptional(),
  artefact: z
    .strictObject({
      kind: z.enum(SESSION_ARTEFACTS),
      key: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/, 'must be the key of a related list'),
    })
    .exactOptional(),
  /** `me` is whoever sends it, so that a shared filter is everybody's own. */
  assignee: z.union([z.enum(['me', 'nobody']), idOf<'consoleUser'>()]).exactOptional(),
})

/** A filter in an answer: as the list takes it in its query. */
export const filterToSend = z.record(z.string(), z.unknown())

export type SessionFilterOrder = z.output<typeof sessionFilter>
