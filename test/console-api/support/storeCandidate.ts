/** A model as a training leaves it, for tests that are about what it said and not about what it learnt. */
import type { FeatureName } from '../../../server/domain/features/feature.ts'
import type { Service } from '../../support/startService.ts'

const FIGURES = {
  auc: 0.93,
  averagePrecision: 0.61,
  truePositiveRateAt1Percent: 0.52,
  calibrationError: 0.004,
  brier: 0.006,
}
const RULES_ALONE = {
  auc: 0.88,
  averagePrecision: 0.47,
  truePositiveRateAt1Percent: 0.4,
  calibrationError: 0.031,
  brier: 0.011,
}

/** @returns its id. */
export async function storeCandidate({ prisma, deps }: Service, version: string): Promise<string> {
  const [id, trainingRunId] = [deps.random.id(), deps.random.id()]
  const [from, middle, to] = [new Date('2026-01-01'), new Date('2026-02-01'), new Date('2026-02-15')]
  await prisma.run.create({
    data: {
      id: trainingRunId,
      kind: 'training',
      state: 'done',
      step: 'ended',
      startedAt: to,
      finishedAt: to,
      result: { modelId: id, backend: 'none' },
      request: {
        from: from.getTime(),
        to: to.getTime(),
        labelDelayDays: 7,
        validationDays: 14,
        unlabelledShare: 1,
        minFrauds: 50,
      },
    },
  })
  await prisma.model.create({
    data: {
      id,
      version,
      kind: 'rules',
      // The rules alone, as they are: no member, the rules' own weight, no calibration.
      artifact: { members: [], ruleWeight: 1, intercept: 0, calibration: { kind: 'identity' } },
      features: ['amount', 'initiatorStranger'] satisfies FeatureName[],
      trainingFrom: from,
      trainingTo: middle,
      validationFrom: middle,
      validationTo: to,
      rows: {
        training: { rows: 900, frauds: 60, assumed: 500 },
        gap: 70,
        validation: { rows: 140, frauds: 12, assumed: 90 },
      },
      dataDigest: '0'.repeat(64),
      ruleSetVersion: 'rules-test',
      metrics: { candidate: FIGURES, rulesAlone: RULES_ALONE },
      backend: 'none',
      trainingRunId,
    },
  })
  return id
}
