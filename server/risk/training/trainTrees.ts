/**
 * Gradient boosting of trees on the logistic loss: each tree is one Newton step in the space of functions
 * (Friedman 2001; second order as in Chen and Guestrin 2016). Shrinkage, and rows and features drawn anew for
 * each tree, keep single trees weak. Time is never shuffled: early stopping looks at a later span of its own. Where rows
 * have a base, boosting begins there, and the model says what to add to it.
 */

import type { FeatureName } from '../../domain/features/feature.ts'
import { type LabelledMatrix, rowOf } from '../models/matrix.ts'
import { averageTrees, loadTreesForRows, type Tree, type TreesModel } from '../models/trees.ts'
import { createDraw, drawSome } from '../seededRandom.ts'
import { growTree, type Monotone, type TreeSettings } from './growTree.ts'
import { logLoss } from './metrics.ts'
import { type Bins, MAX_BINS, toBins } from './treeBins.ts'

export type TrainTreesOptions = TreeSettings & {
  version: string
  seed: number
  trees: number
  /** 2 to 255, missing not counted. */
  bins: number
  /** Share of rows that each tree sees. */
  rowShare: number
  /** Share of features that each tree may ask. */
  featureShare: number
  /** By feature name: 1 where more of it can only add risk, −1 where only take away. */
  monotone: Readonly<Partial<Record<FeatureName, Monotone>>>
  /** Stops when the loss on this later span has not fallen for `patience` trees, and keeps the trees up to its lowest. */
  validation?: { matrix: LabelledMatrix; patience: number }
  onProgress?: (done: number, all: number) => void
}

export const DEFAULT_TREES: Omit<TrainTreesOptions, 'version'> = {
  seed: 1,
  trees: 200,
  bins: 128,
  maxDepth: 4,
  learningRate: 0.05,
  l2: 1,
  minGain: 0,
  minChildWeight: 5,
  rowShare: 0.8,
  featureShare: 0.6,
  monotone: {},
}

/** @throws RangeError where labels are of one kind only. */
export function trainTrees(training: LabelledMatrix, options: TrainTreesOptions): TreesModel {
  const bins = toBins(training, Math.min(options.bins, MAX_BINS))
  return boost(training, bins, options)
}

/** The mean of several trainings that differ in the seed alone: less of it is chance. */
export function trainAveragedTrees(
  training: LabelledMatrix,
  options: TrainTreesOptions,
  seeds: number,
): TreesModel {
  const bins = toBins(training, Math.min(options.bins, MAX_BINS))
  const { onProgress } = options
  const models = Array.from({ length: seeds }, (_, index) =>
    boost(training, bins, {
      ...options,
      seed: options.seed + index,
      onProgress: (done, all) => onProgress?.(index * all + done, seeds * all),
    }),
  )
  return averageTrees(models, options.version)
}

function boost(training: LabelledMatrix, bins: Bins, options: TrainTreesOptions): TreesModel {
  const { labels, rows, features } = training
  const draw = createDraw(options.seed)
  const prior = priorOf(training)
  const logOdds = startOf(training, prior)
  const gradients = new Float64Array(rows)
  const hessians = new Float64Array(rows)
  const monotone = features.map((name) => options.monotone[name] ?? 0)
  const watch = options.validation === undefined ? null : createWatch(options.validation, prior)
  const trees: Tree[] = []
  for (let made = 0; made < options.trees; made++) {
    derive(logOdds, labels, gradients, hessians)
    const tree = growTree(
      {
        bins,
        gradients,
        hessians,
        columns: drawSome(
          draw,
          Math.max(1, Math.round(options.featureShare * features.length)),
          features.length,
        ),
        monotone,
        settings: options,
      },
      drawSome(draw, Math.max(1, Math.round(options.rowShare * rows)), rows),
    )
    trees.push(tree)
    addTree(logOdds, tree, bins)
    options.onProgress?.(made + 1, options.trees)
    if (watch?.isOver(tree)) break
  }
  return { kind: 'trees', version: options.version, features, prior, trees: trees.slice(0, watch?.best()) }
}

/** Nothing where a base is given: it holds the prior already. */
function priorOf({ labels, base }: LabelledMatrix): number {
  const frauds = labels.reduce((sum, label) => sum + label, 0)
  if (frauds === 0 || frauds === labels.length) {
    throw new RangeError(
      `trees need both frauds and genuine sessions; of ${labels.length}, ${frauds} are fraud`,
    )
  }
  return base === undefined ? Math.log(frauds / (labels.length - frauds)) : 0
}

function startOf({ rows, base }: LabelledMatrix, prior: number): Float64Array {
  return base === undefined ? new Float64Array(rows).fill(prior) : Float64Array.from(base)
}

/** Of the logistic loss: g = p − y, h = p (1 − p). */
function derive(
  logOdds: Float64Array,
  labels: Uint8Array,
  gradients: Float64Array,
  hessians: Float64Array,
): void {
  for (let row = 0; row < logOdds.length; row++) {
    const probability = 1 / (1 + Math.exp(-(logOdds[row] ?? 0)))
    gradients[row] = probability - (labels[row] ?? 0)
    hessians[row] = Math.max(probability * (1 - probability), 1e-16)
  }
}

/** Over the codes, which is quicker than over the values: a code goes left up to the code of the threshold. */
function addTree(logOdds: Float64Array, tree: Tree, bins: Bins): void {
  const lastLeft = tree.feature.map((feature, node) =>
    feature < 0 ? 0 : (bins.edges[feature]?.indexOf(tree.threshold[node] ?? 0) ?? 0) + 1,
  )
  for (let row = 0; row < bins.rows; row++) {
    let node = 0
    for (let feature = tree.feature[0] ?? -1; feature >= 0; feature = tree.feature[node] ?? -1) {
      const code = bins.codes[feature]?.[row] ?? 0
      const goesLeft = code === 0 ? tree.missingLeft[node] === 1 : code <= (lastLeft[node] ?? 0)
      node = (goesLeft ? tree.left[node] : tree.right[node]) ?? 0
    }
    logOdds[row] = (logOdds[row] ?? 0) + (tree.value[node] ?? 0)
  }
}

function createWatch(
  { matrix, patience }: { matrix: LabelledMatrix; patience: number },
  prior: number,
): { isOver(tree: Tree): boolean; best(): number } {
  const logOdds = startOf(matrix, prior)
  let lowest = logLoss(logOdds, matrix.labels)
  let best = 0
  let trees = 0
  return {
    isOver(tree) {
      const one = loadTreesForRows({
        kind: 'trees',
        version: '',
        features: matrix.features,
        prior: 0,
        trees: [tree],
      })
      for (let row = 0; row < matrix.rows; row++) {
        logOdds[row] = (logOdds[row] ?? 0) + one(rowOf(matrix, row))
      }
      trees += 1
      const loss = logLoss(logOdds, matrix.labels)
      if (loss < lowest) {
        lowest = loss
        best = trees
      }
      return trees - best >= patience
    },
    best: () => best,
  }
}
