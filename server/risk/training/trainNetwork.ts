/** Trains the small network, the second supervised candidate beside the trees. */
import type { LabelledMatrix } from '../models/matrix.ts'
import type { NetworkModel } from '../models/network.ts'
import { fitStandard } from '../models/standardise.ts'
import { toTable } from './trainAutoencoder.ts'
import { type TrainDenseOptions, trainDense } from './trainDense.ts'

export type TrainNetworkOptions = Omit<TrainDenseOptions, 'loss'> & {
  version: string
  /** Networks that differ in the seed alone and are averaged. */
  members: number
}

export const DEFAULT_NETWORK: Omit<TrainNetworkOptions, 'version'> = {
  hidden: [48, 24],
  epochs: 12,
  batchSize: 256,
  learningRate: 0.003,
  weightDecay: 1e-5,
  seed: 1,
  members: 2,
}

/** Needs a backend that was started (startBackend). Labels are not weighted: that would break probabilities. */
export async function trainNetwork(
  training: LabelledMatrix,
  options: TrainNetworkOptions,
): Promise<NetworkModel> {
  const standard = fitStandard(training)
  const inputs = toTable(training, standard)
  const targets = { rows: training.rows, width: 1, values: Float32Array.from(training.labels) }
  const members = []
  for (let member = 0; member < options.members; member++) {
    const { onProgress } = options
    members.push(
      await trainDense(inputs, targets, {
        ...options,
        loss: 'logistic',
        seed: options.seed + member,
        onProgress: (done, all) => onProgress?.(member * all + done, options.members * all),
      }),
    )
  }
  return { kind: 'network', version: options.version, standard, members }
}
