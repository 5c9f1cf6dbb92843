/** Trainings in this very process, for tests that need models and not the processes that make them: those take seconds to start. */

import type { TrainingProcess } from '../../server/flow/models/runTraining.ts'
import { trainingOrder } from '../../server/flow/models/trainingMessages.ts'
import { trainOnHistory } from '../../server/flow/models/trainOnHistory.ts'
import { loadRuleSet } from '../../server/risk/rules/ruleSet.ts'
import { createPrisma } from '../../server/stores/database/connection.ts'
import { createTrainingSource } from '../../server/stores/models/trainingSource.ts'

/** Order and outcome are copied, as on their way between processes. */
export function createTrainingHere(databaseUrl: string): TrainingProcess {
  return {
    isStopping: () => false,
    async run(order, hear) {
      const { options, rules } = trainingOrder.parse(structuredClone({ databaseUrl, ...order }))
      const prisma = createPrisma(databaseUrl)
      const outcome = await trainOnHistory(
        { source: createTrainingSource(prisma) },
        { options, ruleSet: loadRuleSet(rules) },
        (progress) => hear({ progress }),
      )
      await prisma.$disconnect()
      hear(structuredClone(outcome))
    },
  }
}
