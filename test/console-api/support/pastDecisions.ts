/** Decisions of the past for training tests, written as they would stand in Postgres, with people and labels of their own. */
import { randomBytes, randomUUID } from 'node:crypto'
import { stringify, v7 } from 'uuid'
import type { Service } from '../../support/startService.ts'

const DAY = 86_400_000

export type PastDecision = {
  at: number
  score: number
  features: Record<string, { value: number | boolean }>
  /** `allow` unless said otherwise. */
  outcome?: 'allow' | 'hold' | 'block'
  /** Who decided, and what challengers said beside it. */
  modelVersion?: string
  challengers?: readonly { version: string; score: number; outcome: 'allow' | 'hold' | 'block' }[]
  label: { fraud: boolean; source: 'report' | 'disposition' | 'rpFeedback'; at: number } | null
}

/** Inserts them in one go: the way of a whole session is not what these tests are about. */
export async function insertPast(service: Service, decisions: readonly PastDecision[]): Promise<string[]> {
  const relyingParty = await service.prisma.relyingParty.findFirstOrThrow()
  const subjectId = randomUUID()
  await service.prisma.subject.create({
    data: {
      id: subjectId,
      pseudonym: Uint8Array.from(randomBytes(32)),
      identity: Uint8Array.from(randomBytes(8)),
    },
  })
  // Ids of the wall clock, as an id is; the event lies before it.
  const ids = decisions.map(() => v7())
  await service.prisma.session.createMany({
    data: decisions.map(({ at }, index) => ({
      id: ids[index] ?? stringify(randomBytes(16)),
      relyingPartyId: relyingParty.id,
      relyingPartyName: relyingParty.name,
      apiVersion: 'v3' as const,
      kind: 'authentication' as const,
      flow: 'Notification' as const,
      state: 'RECEIVED' as const,
      subjectId,
      requestedLevel: 'QUALIFIED' as const,
      occurredAt: new Date(at),
      expiresAt: new Date(at + 180_000),
      dueAt: new Date(Date.now() + 400 * DAY),
      toSign: { protocol: 'none' },
      interactions: [],
      signing: {},
      ignoredProperties: [],
    })),
  })
  await service.prisma.decision.createMany({
    data: decisions.map(({ at, score, features, outcome = 'allow', modelVersion, challengers }, index) => ({
      sessionId: ids[index] ?? '',
      stage: 'delivery' as const,
      outcome,
      ...(modelVersion !== undefined && { modelVersion }),
      ...(challengers !== undefined && { shadow: { rules: null, challengers: [...challengers] } }),
      decidedBy: 'engine' as const,
      score,
      reasons: [],
      features,
      ruleSetVersion: 'test',
      decidedAt: new Date(at),
      tookMs: 1,
    })),
  })
  await service.prisma.label.createMany({
    data: decisions.flatMap(({ at, label }, index) =>
      label === null
        ? []
        : [
            {
              id: randomUUID(),
              sessionId: ids[index] ?? '',
              fraud: label.fraud,
              source: label.source,
              occurredAt: new Date(at),
              labelledAt: new Date(label.at),
            },
          ],
    ),
  })
  return ids
}
