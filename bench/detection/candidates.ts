/** The scorers that are measured, with the settings they are measured with. */
import type { FeatureName } from '../../server/domain/features/feature.ts'
import { type AutoencoderModel, loadAutoencoderForRows } from '../../server/risk/models/autoencoder.ts'
import {
  type LabelledMatrix,
  type Matrix,
  type RowScore,
  scoreRows,
  takeRows,
} from '../../server/risk/models/matrix.ts'
import { MONOTONE_FEATURES } from '../../server/risk/models/monotoneFeatures.ts'
import { loadNetworkForRows } from '../../server/risk/models/network.ts'
import { loadTreesForRows } from '../../server/risk/models/trees.ts'
import { DEFAULT_AUTOENCODER, trainAutoencoder } from '../../server/risk/training/trainAutoencoder.ts'
import { DEFAULT_NETWORK, trainNetwork } from '../../server/risk/training/trainNetwork.ts'
import { DEFAULT_TREES, trainAveragedTrees } from '../../server/risk/training/trainTrees.ts'
import type { FeatureRows } from './featureMatrix.ts'

const VERSION = 'bench'
const SEEDS = 3

export const SUPERVISED = ['trees', 'network'] as const
export type SupervisedName = (typeof SUPERVISED)[number]

/** Gives the log-odds of other rows of the same matrix. */
export type Trained = (places: Uint32Array) => Float64Array

/** @param train places of the rows to learn from, in the order of time. */
export async function trainSupervised(
  name: SupervisedName,
  data: FeatureRows,
  features: readonly FeatureName[],
  train: Uint32Array,
): Promise<Trained> {
  const training = labelled(data, features, train)
  const score = name === 'trees' ? trainTrees(training) : await trainNet(training)
  return (places) => scoreRows(takeRows(data.matrix, places, features), score)
}

/** Learns from all rows alike: no label chooses among them. */
export async function trainUnsupervised(
  data: FeatureRows,
  features: readonly FeatureName[],
  train: Uint32Array,
): Promise<Trained> {
  const ordinary = takeRows(data.matrix, train, features)
  const model: AutoencoderModel = await trainAutoencoder(ordinary, {
    ...DEFAULT_AUTOENCODER,
    version: VERSION,
  })
  const score = loadAutoencoderForRows(model)
  return (places) => scoreRows(takeRows(data.matrix, places, features), score)
}

export function labelsOf({ rows }: FeatureRows, places: Uint32Array): Uint8Array {
  return Uint8Array.from(places, (place) => rows[place]?.fraud ?? 0)
}

function labelled(data: FeatureRows, features: readonly FeatureName[], places: Uint32Array): LabelledMatrix {
  const matrix: Matrix = takeRows(data.matrix, places, features)
  return { ...matrix, labels: labelsOf(data, places) }
}

function trainTrees(training: LabelledMatrix): RowScore {
  const options = { ...DEFAULT_TREES, version: VERSION, monotone: MONOTONE_FEATURES }
  return loadTreesForRows(trainAveragedTrees(training, options, SEEDS))
}

async function trainNet(training: LabelledMatrix): Promise<RowScore> {
  return loadNetworkForRows(await trainNetwork(training, { ...DEFAULT_NETWORK, version: VERSION }))
}
