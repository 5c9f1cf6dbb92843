/** The process that trains: takes one order, reads Postgres, reports how far it is and what came of it, and ends. */
import { once } from 'node:events'
import { trainingOrder } from '../server/flow/models/trainingMessages.ts'
import { trainOnHistory } from '../server/flow/models/trainOnHistory.ts'
import { loadRuleSet } from '../server/risk/rules/ruleSet.ts'
import { createPrisma } from '../server/stores/database/connection.ts'
import { createTrainingSource } from '../server/stores/models/trainingSource.ts'

// Whoever asked is gone: nobody would write what came of it.
process.on('disconnect', () => process.exit(1))

const [message] = await once(process, 'message')
const { databaseUrl, options, rules } = trainingOrder.parse(message)
const prisma = createPrisma(databaseUrl)
const outcome = await trainOnHistory(
  { source: createTrainingSource(prisma) },
  { options, ruleSet: loadRuleSet(rules) },
  (progress) => process.send?.({ progress }),
)
await prisma.$disconnect()
await new Promise<void>((resolve) => process.send?.(outcome, () => resolve()) ?? resolve())
process.exit(0)
