/** Trainings in this very process, for tests that need models and not the processes that make them: those take seconds to start. */

import { type TrainingOrder, trainingOrder } from '../../server/flow/models/trainingMessages.ts'
import { trainOnHistory } from '../../server/flow/models/trainOnHistory.ts'
import type { WorkProcess } from '../../server/flow/runs/workProcess.ts'
import { loadRuleSet } from '../../server/risk/rules/ruleSet.ts'
import { createPrisma } from '../../server/stores/database/connection.ts'
import { createTrainingSource } from '../../server/stores/models/trainingSource.ts'

/** Order and outcome are copied, as on their way between processes. */
export function createTrainingHere(databaseUrl: string): WorkProcess<TrainingOrder> {
  return {
    async run(order, onMessage) {
      const { options, rules } = trainingOrder.parse(structuredClone({ databaseUrl, ...order }))
      const prisma = createPrisma(databaseUrl)
      const outcome = await trainOnHistory(
        { source: createTrainingSource(prisma) },
        { options, ruleSet: loadRuleSet(rules) },
        (progress) => onMessage({ progress }),
      )
      await prisma.$disconnect()
      onMessage(structuredClone(outcome))
    },
  }
}
