/** How each kind of scorer is made of its stored artifact: its shape is checked, then it runs. */
import { z } from 'zod'
import { loadAutoencoder } from '../../risk/models/autoencoder.ts'
import { ACTIVATIONS } from '../../risk/models/denseLayers.ts'
import { loadLikelihoodRatio } from '../../risk/models/likelihoodRatio.ts'
import { loadNetwork } from '../../risk/models/network.ts'
import type { Scorer, ScorerKind } from '../../risk/models/scorer.ts'
import { loadTrees } from '../../risk/models/trees.ts'

const numbers = z.array(z.number())
const whole = z.number().int()
const names = z.array(z.string())
const version = z.string()

const tree = z.object({
  feature: z.array(whole),
  threshold: numbers,
  missingLeft: z.array(whole),
  left: z.array(whole),
  right: z.array(whole),
  value: numbers,
})
const trees = z.object({
  kind: z.literal('trees'),
  version,
  features: names,
  prior: z.number(),
  trees: z.array(tree),
})

const standard = z.object({ features: names, centre: numbers, scale: numbers, indicators: z.array(whole) })
const layer = z.object({
  inputs: whole,
  outputs: whole,
  activation: z.enum(ACTIVATIONS),
  weights: numbers,
  biases: numbers,
})
const autoencoder = z.object({
  kind: z.literal('autoencoder'),
  version,
  standard,
  layers: z.array(layer),
  errorWeights: numbers,
  rarity: z.object({ points: z.array(z.tuple([z.number(), z.number()])), tailSlope: z.number() }),
})
const network = z.object({
  kind: z.literal('network'),
  version,
  standard,
  members: z.array(z.array(layer)).min(1),
})
const likelihoodRatio = z.object({
  kind: z.literal('likelihoodRatio'),
  version,
  attributes: z.array(z.array(z.object({ attribute: z.string(), weight: z.number(), unseen: z.number() }))),
  observations: z.number(),
  sessionsPerPerson: z.number(),
})

/** @throws ZodError or RangeError where the artifact is not one of its kind. */
export type ScorerLoader = (artifact: unknown) => Scorer

/** Kinds of scorers that this program can run. */
export const SCORER_LOADERS: Partial<Record<ScorerKind, ScorerLoader>> = {
  trees: (artifact) => loadTrees(trees.parse(artifact)),
  autoencoder: (artifact) => loadAutoencoder(autoencoder.parse(artifact)),
  network: (artifact) => loadNetwork(network.parse(artifact)),
  likelihoodRatio: (artifact) => loadLikelihoodRatio(likelihoodRatio.parse(artifact)),
}
