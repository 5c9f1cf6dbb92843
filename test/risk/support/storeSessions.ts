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

const SESSIONS_AT_ONCE = 200

/** The same rows for thousands: a statement for hundreds of them, with the JSON as it is. */
export const inBulk: WriteDecisions = async (prisma, sessions) => {
  for (let from = 0; from < sessions.length; from += SESSIONS_AT_ONCE) {
    const rows = sessions
      .slice(from, from + SESSIONS_AT_ONCE)
      .flatMap(({ facts, decisions }) => decisions.map((decision) => toColumns(facts, decision)))
    await prisma.$executeRaw`
      INSERT INTO decisions SELECT * FROM jsonb_populate_recordset(NULL::decisions, ${JSON.stringify(rows)}::jsonb)`
  }
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

/** Every tenth session is labelled, wrongly at first. */
export async function storeSessions(
  prisma: Prisma,
  sessions: readonly RandomSession[],
  writeDecisions: WriteDecisions,
): Promise<void> {
  const relyingPartyId = '00000000-0000-4000-8000-000000000abc'
  await prisma.relyingParty.create({
    data: {
      id: relyingPartyId,
      uuid: relyingPartyId,
      name: 'Replayed',
      nameKey: 'replayed',
      allowedNetworks: [],
    },
  })
  await prisma.session.createMany({
    data: sessions.map(({ facts }) => ({
      id: facts.sessionId,
      relyingPartyId,
      relyingPartyName: 'Replayed',
      apiVersion: facts.apiVersion,
      kind: facts.kind,
      flow: facts.flow,
      state: 'RECEIVED',
      subjectId: facts.subjectId,
      requestedLevel: 'QUALIFIED',
      occurredAt: toDate(facts.occurredAt),
      expiresAt: toDate(toInstant(facts.occurredAt + 180_000)),
      dueAt: toDate(toInstant(facts.occurredAt + 180_000)),
      toSign: {},
      interactions: [],
      signing: {},
      ignoredProperties: [],
    })),
  })
  await writeDecisions(prisma, sessions)
  const labelled = sessions.filter((_, index) => index % 10 === 0)
  await prisma.label.createMany({
    data: labelled.flatMap(({ facts }, index) =>
      (['report', 'disposition'] as const).map((source, later) => ({
        id: `00000000-0000-4000-8000-${(index * 2 + later).toString(16).padStart(12, '0')}`,
        sessionId: facts.sessionId,
        fraud: later === 1 ? isFraud(facts.sessionId) : !isFraud(facts.sessionId),
        source,
        occurredAt: toDate(facts.occurredAt),
        labelledAt: toDate(toInstant(facts.occurredAt + later * DAY_MS + 1)),
      })),
    ),
  })
}
