/** Puts assessed sessions into Postgres as the service would have written them. */
import type { Decision } from '../../../server/domain/sessions/decision.ts'
import type { SessionFacts } from '../../../server/domain/sessions/facts.ts'
import { DAY_MS, toDate, toInstant } from '../../../server/domain/time.ts'
import type { Prisma } from '../../../server/stores/database/connection.ts'
import { toDecisionRow } from '../../../server/stores/sessions/decisionRow.ts'
import type { RandomSession } from './randomSessions.ts'

export type WriteDecisions = (prisma: Prisma, sessions: readonly RandomSession[]) => Promise<void>

/** As the service writes them. */
export const asTheServiceDoes: WriteDecisions = async (prisma, sessions) => {
  await prisma.decision.createMany({
    data: sessions.flatMap(({ facts, decisions }) =>
      decisions.map((decision) => {
        const taken = { ...decision, decidedAt: facts.occurredAt, tookMs: 1, warningId: null }
        return toDecisionRow(facts.sessionId, taken)
      }),
    ),
  })
}

/** The same rows, with the JSON as it is. */
export const inBulk: WriteDecisions = async (prisma, sessions) => {
  const rows = sessions.flatMap(({ facts, decisions }) =>
    decisions.map((decision) => toColumns(facts, decision)),
  )
  await prisma.$executeRaw`
    INSERT INTO decisions SELECT * FROM jsonb_populate_recordset(NULL::decisions, ${JSON.stringify(rows)}::jsonb)`
}

function toColumns(facts: SessionFacts, decision: Decision) {
  const at = toDate(facts.occurredAt)
  return {
    session_id: facts.sessionId,
    stage: decision.stage,
    outcome: decision.outcome,
    decided_by: decision.decidedBy,
    score: decision.score,
    reasons: decision.reasons,
    features: decision.features,
    friction: decision.friction,
    basis: decision.basis,
    shadow: decision.shadow,
    rule_set_version: decision.ruleSetVersion,
    model_version: decision.modelVersion,
    decided_at: at,
    took_ms: 1,
    created_at: at,
  }
}

/** What the newest label of a session says, where it has one. */
export function isFraud(sessionId: string): boolean {
  return Number.parseInt(sessionId.slice(-2), 16) % 3 === 0
}

const SESSIONS_AT_ONCE = 200
const RELYING_PARTY = '00000000-0000-4000-8000-000000000abc'

/**
 * Every tenth session is labelled, wrongly at first. Thousands of sessions with all their features are more than
 * should be held at once, so each goes as it is stored.
 * @returns how many there were.
 */
export async function storeSessions(
  prisma: Prisma,
  sessions: AsyncIterable<RandomSession>,
  writeDecisions: WriteDecisions,
): Promise<number> {
  await prisma.relyingParty.create({
    data: {
      id: RELYING_PARTY,
      uuid: RELYING_PARTY,
      name: 'Replayed',
      nameKey: 'replayed',
      allowedNetworks: [],
    },
  })
  let stored = 0
  let batch: RandomSession[] = []
  async function storeBatch() {
    await prisma.session.createMany({ data: batch.map(({ facts }) => toSessionRow(facts)) })
    await writeDecisions(prisma, batch)
    await prisma.label.createMany({
      data: batch.flatMap(({ facts }, index) => labelsOf(facts, stored + index)),
    })
    stored += batch.length
    batch = []
  }
  for await (const session of sessions) {
    batch.push(session)
    if (batch.length === SESSIONS_AT_ONCE) await storeBatch()
  }
  if (batch.length > 0) await storeBatch()
  return stored
}

function toSessionRow(facts: SessionFacts) {
  return {
    id: facts.sessionId,
    relyingPartyId: RELYING_PARTY,
    relyingPartyName: 'Replayed',
    apiVersion: facts.apiVersion,
    kind: facts.kind,
    flow: facts.flow,
    state: 'RECEIVED' as const,
    subjectId: facts.subjectId,
    requestedLevel: 'QUALIFIED' as const,
    occurredAt: toDate(facts.occurredAt),
    expiresAt: toDate(toInstant(facts.occurredAt + 180_000)),
    dueAt: toDate(toInstant(facts.occurredAt + 180_000)),
    toSign: {},
    interactions: [],
    signing: {},
    ignoredProperties: [],
  }
}

function labelsOf(facts: SessionFacts, index: number) {
  if (index % 10 !== 0) return []
  return (['report', 'disposition'] as const).map((source, later) => ({
    id: `00000000-0000-4000-8000-${((index / 10) * 2 + later).toString(16).padStart(12, '0')}`,
    sessionId: facts.sessionId,
    fraud: later === 1 ? isFraud(facts.sessionId) : !isFraud(facts.sessionId),
    source,
    occurredAt: toDate(facts.occurredAt),
    labelledAt: toDate(toInstant(facts.occurredAt + later * DAY_MS + 1)),
  }))
}
