/** Puts assessed sessions into Postgres as the service would have written them. */
import { DAY_MS, toDate, toInstant } from '../../../server/domain/time.ts'
import { toDecisionRow } from '../../../server/stores/decisionRow.ts'
import type { Prisma } from '../../../server/stores/prisma.ts'
import type { RandomSession } from './randomSessions.ts'

/** What the newest label of a session says, where it has one. */
export function isFraud(sessionId: string): boolean {
  return Number.parseInt(sessionId.slice(-2), 16) % 3 === 0
}

/** Every tenth session is labelled, wrongly at first. */
export async function storeSessions(prisma: Prisma, sessions: readonly RandomSession[]): Promise<void> {
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
  const rows = sessions.flatMap(({ facts, decisions }) =>
    decisions.map((decision) =>
      toDecisionRow(facts.sessionId, {
        ...decision,
        decidedAt: facts.occurredAt,
        tookMs: 1,
        warningId: null,
      }),
    ),
  )
  for (let from = 0; from < rows.length; from += 100)
    await prisma.decision.createMany({ data: rows.slice(from, from + 100) })
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
