/** What was requested of a replay as its run keeps it. */
import { z } from 'zod'
import { toId } from '../../domain/ids.ts'
import type { ReplayRequest } from '../../domain/runs/replay.ts'
import { toInstant } from '../../domain/time.ts'

const instant = z.int().transform(toInstant)
const threshold = z.number().exactOptional()

export const replayRequest = z.object({
  from: instant,
  to: instant,
  ruleSetVersion: z.string().nullable(),
  versionIds: z.array(z.string().transform(toId<'ruleVersion'>)),
  modelId: z.union([z.literal('none'), z.string().transform(toId<'model'>)]).nullable(),
  thresholds: z.object({ warnAt: threshold, holdAt: threshold, blockAt: threshold }),
  paceMinutesPerCase: z.number(),
  analysts: z.number(),
  hoursPerDay: z.number(),
}) satisfies z.ZodType<ReplayRequest>
