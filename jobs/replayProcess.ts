/** The process of a replay: takes which, reads Postgres, reports how far it is and what came of it, and ends. */
import { once } from 'node:events'
import { executeReplay } from '../server/flow/replays/executeReplay.ts'
import { replayOrder } from '../server/flow/replays/replaySchemas.ts'
import { createPrisma } from '../server/stores/database/connection.ts'
import { createModelReads } from '../server/stores/models/models.ts'
import { createReplaySource } from '../server/stores/replays/replaySource.ts'
import { createRuleReads } from '../server/stores/rules/rules.ts'
import { createRunReads } from '../server/stores/runs/runs.ts'

// Whoever asked is gone: nobody would write what came of it.
process.on('disconnect', () => process.exit(1))

const [message] = await once(process, 'message')
const { databaseUrl, replayId } = replayOrder.parse(message)
const prisma = createPrisma(databaseUrl)
const replay = await createRunReads(prisma).find('replay', replayId)
if (replay === null) throw new Error('the replay is gone')
const outcome = await executeReplay(
  {
    rules: createRuleReads(prisma),
    models: createModelReads(prisma),
    source: createReplaySource(prisma),
    warn: (text, error) => console.error(`${text}:`, error instanceof Error ? error.message : error),
  },
  replay.request,
  (progress) => process.send?.({ progress }),
)
await prisma.$disconnect()
await new Promise<void>((resolve) => process.send?.(outcome, () => resolve()) ?? resolve())
process.exit(0)
