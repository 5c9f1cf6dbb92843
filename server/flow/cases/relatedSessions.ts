/** Who else met what this case's attacker left behind, and taking them into the case in one step. */

import type { Case } from '../../domain/cases/case.ts'
import type { CaseId, SessionId, SubjectId } from '../../domain/ids.ts'
import {
  ARTEFACT_KINDS,
  type Artefact,
  type ArtefactKind,
  OTHERS_COUNTED_AT_MOST,
  TYING_KINDS,
  WHO_ELSE_MS,
} from '../../domain/sessions/artefact.ts'
import { addMs } from '../../domain/time.ts'
import { AppError } from '../../errors.ts'
import {
  assertMayWork,
  assertOpen,
  type CaseDependencies,
  changeOneCase,
  fieldProblem,
  recordEvent,
  updateCase,
} from './changeCases.ts'
import type { CaseOrder } from './editCase.ts'
import { MOST_SESSIONS_OF_A_CASE, tooMany } from './openCase.ts'
import type { CaseArtefacts, TiedSession } from './ports.ts'

export type RelatedSessionsDependencies = CaseDependencies & { caseArtefacts: CaseArtefacts }

/** So many others are named and taken at once; the counts go further. */
export const MOST_OTHERS = 500

/** What ties: kinds, or single artefacts of the case. Empty: TYING_KINDS. */
export type Ties = { kinds?: ArtefactKind[]; artefacts?: Artefact[] }

export type Other = {
  sessionId: SessionId
  subjectId: SubjectId | null
  /** Which of the asked artefacts it shares. */
  shares: ArtefactKind[]
  /** The open case that has it. */
  caseId: CaseId | null
}

/** Since 30 days (event time). @throws AppError notFound; badRequest for artefacts that the case does not have. */
export async function relatedSessions(deps: RelatedSessionsDependencies, id: CaseId, ties: Ties) {
  const found = await deps.cases.find(id)
  if (found === null) throw new AppError('notFound', 'There is no such case')
  const since = addMs(deps.clock.now(), -WHO_ELSE_MS)
  const [artefacts, labels] = await Promise.all([
    deps.caseArtefacts.count(id, since),
    deps.caseArtefacts.labels(id),
  ])
  const tying = chosen(artefacts, ties)
  const tied = await deps.caseArtefacts.tied(id, tying, since, MOST_OTHERS + 1)
  const { others, isCut } = gather(tied)
  const caseOf = await deps.cases.openCasesOf(others.map((one) => one.sessionId))
  return {
    since,
    artefacts: artefacts.map((one) => ({
      ...one,
      label: labels.get(one.key) ?? null,
      isExact: one.sessions < OTHERS_COUNTED_AT_MOST,
      ties: tying.some((artefact) => artefact.kind === one.kind && artefact.key === one.key),
    })),
    others: others.map((one): Other => ({ ...one, caseId: caseOf.get(one.sessionId) ?? null })),
    people: new Set(others.flatMap((one) => one.subjectId ?? [])).size,
    isCut,
  }
}

function chosen(artefacts: readonly Artefact[], { kinds, artefacts: wanted }: Ties): Artefact[] {
  if (wanted !== undefined) {
    const unknown = wanted.findIndex(
      (one) => !artefacts.some((own) => own.kind === one.kind && own.key === one.key),
    )
    if (unknown >= 0) throw fieldProblem(`artefacts.${unknown}`, 'must be an artefact of this case')
    return wanted
  }
  const tying: readonly ArtefactKind[] = kinds ?? TYING_KINDS
  return artefacts.filter((one) => tying.includes(one.kind))
}

/** Each session once, newest first, with all that it shares. */
function gather(tied: readonly TiedSession[]) {
  const byId = new Map<SessionId, Omit<Other, 'caseId'>>()
  for (const { id, subjectId, kind } of tied) {
    const other = byId.get(id) ?? { sessionId: id, subjectId, shares: [] }
    byId.set(id, {
      ...other,
      shares: ARTEFACT_KINDS.filter((one) => one === kind || other.shares.includes(one)),
    })
  }
  const all = [...byId.values()].toSorted((a, b) => (a.sessionId < b.sessionId ? 1 : -1))
  return { others: all.slice(0, MOST_OTHERS), isCut: all.length > MOST_OTHERS }
}

/** The others join, and the case is a campaign from then on. Those of other open cases stay there and are named. */
export async function addOthers(deps: RelatedSessionsDependencies, order: CaseOrder & { ties: Ties }) {
  const { user, id, version, ties } = order
  const { others, isCut } = await relatedSessions(deps, id, ties)
  const elsewhere = others.flatMap((one) =>
    one.caseId === null ? [] : [{ sessionId: one.sessionId, caseId: one.caseId }],
  )
  const free = others.filter((one) => one.caseId === null).map((one) => one.sessionId)
  const changed = await changeOneCase(deps, { id, version }, async (tx, current): Promise<Case> => {
    assertMayWork(user, current)
    assertOpen(current)
    if (free.length === 0) return current
    const added = await tx.cases.addSessions(id, free, { by: user.id, at: tx.clock.now() })
    if ((await tx.cases.countSessions(id)) > MOST_SESSIONS_OF_A_CASE) throw tooMany()
    const details = { sessions: added.length, byArtefacts: true }
    const taken = { caseId: id, kind: 'sessionsAdded', by: user.id, details } as const
    const campaign = await updateCase(tx, { kind: 'campaign' }, taken)
    if (current.kind !== 'campaign')
      await recordEvent(tx, { caseId: id, kind: 'becameCampaign', by: user.id })
    return campaign
  })
  return { case: changed, added: free, elsewhere, isCut }
}
