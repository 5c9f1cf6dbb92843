/** A thread that plays the transactions and fills its share of the rows into memory that both threads see. */

import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { FEATURE_NAMES } from '../../server/domain/features/feature.ts'
import { fillRows } from './featureMatrix.ts'
import { readTransactions } from './transactions.ts'

const taskSchema = z.object({
  path: z.string(),
  features: z.array(z.enum(FEATURE_NAMES)),
  span: z.object({ historyFrom: z.number(), from: z.number(), to: z.number() }),
  share: z.number(),
  shares: z.number(),
  buffer: z.instanceof(SharedArrayBuffer),
})

const { path, features, span, share, shares, buffer } = taskSchema.parse(workerData)
const values = new Float64Array(buffer)
const matrix = { features, rows: values.length / features.length, values }
await fillRows(await readTransactions(path), matrix, span, { share, shares }, (done, all) =>
  parentPort?.postMessage({ done, all }),
)
