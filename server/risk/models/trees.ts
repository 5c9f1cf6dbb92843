/**
 * Gradient-boosted trees as a scorer: each tree leads a session to a leaf, the leaves add up to log-odds.
 *
 * A feature's part is what the walk gained by asking it: value of the node after the question minus value of the
 * node before, summed over all trees, where an inner node's value is the mean of its leaves by training rows
 * (path attribution, Saabas 2014). Base and parts add up to the log-odds because the walks telescope.
 */
import type { RowScore } from './matrix.ts'
import { type Scorer, withShares } from './scorer.ts'

/** One tree, node 0 its root; arrays of one length. */
export type Tree = {
  /** Place of the feature that the node asks, or −1 for a leaf. */
  feature: number[]
  /** Values up to here go left. */
  threshold: number[]
  /** 1: a missing value goes left. */
  missingLeft: number[]
  left: number[]
  right: number[]
  /** Log-odds: of a leaf its own, of an inner node the mean of its leaves by training rows. */
  value: number[]
}

/** Plain JSON. */
export type TreesModel = {
  kind: 'trees'
  version: string
  features: readonly string[]
  /** Log-odds before the first tree. */
  prior: number
  trees: readonly Tree[]
}

/** All trees in one run of typed arrays; children by their place in it. */
type Forest = {
  roots: Int32Array
  feature: Int32Array
  threshold: Float64Array
  missingLeft: Uint8Array
  left: Int32Array
  right: Int32Array
  value: Float64Array
}

export function loadTrees(model: TreesModel): Scorer {
  const forest = flatten(model.trees)
  const base = baseOf(model, forest)
  const shares = new Float64Array(model.features.length)
  return {
    kind: 'trees',
    version: model.version,
    features: model.features,
    score(row) {
      share(forest, row, shares)
      return withShares(base, shares)
    },
  }
}

/** The same log-odds without parts, for whole matrices. */
export function loadTreesForRows(model: TreesModel): RowScore {
  const forest = flatten(model.trees)
  return (row) => {
    let logOdds = model.prior
    for (const root of forest.roots) logOdds += forest.value[leafOf(forest, root, row)] ?? 0
    return logOdds
  }
}

/** One model that says the mean of several: same features, as of trainings with different seeds. */
export function averageTrees(models: readonly TreesModel[], version: string): TreesModel {
  const [first] = models
  if (first === undefined) throw new RangeError('there is no model to average')
  const share = 1 / models.length
  return {
    kind: 'trees',
    version,
    features: first.features,
    prior: models.reduce((sum, model) => sum + model.prior * share, 0),
    trees: models.flatMap(({ trees }) =>
      trees.map((tree) => ({ ...tree, value: tree.value.map((value) => value * share) })),
    ),
  }
}

function flatten(trees: readonly Tree[]): Forest {
  const nodes = trees.reduce((sum, tree) => sum + tree.feature.length, 0)
  const forest: Forest = {
    roots: new Int32Array(trees.length),
    feature: new Int32Array(nodes),
    threshold: new Float64Array(nodes),
    missingLeft: new Uint8Array(nodes),
    left: new Int32Array(nodes),
    right: new Int32Array(nodes),
    value: new Float64Array(nodes),
  }
  let offset = 0
  trees.forEach((tree, index) => {
    forest.roots[index] = offset
    forest.feature.set(tree.feature, offset)
    forest.threshold.set(tree.threshold, offset)
    forest.missingLeft.set(tree.missingLeft, offset)
    for (let node = 0; node < tree.feature.length; node++) {
      forest.left[offset + node] = offset + (tree.left[node] ?? 0)
      forest.right[offset + node] = offset + (tree.right[node] ?? 0)
    }
    forest.value.set(tree.value, offset)
    offset += tree.feature.length
  })
  return forest
}

function baseOf(model: TreesModel, forest: Forest): number {
  return forest.roots.reduce((sum, root) => sum + (forest.value[root] ?? 0), model.prior)
}

function leafOf(forest: Forest, root: number, row: Float64Array): number {
  let node = root
  for (let feature = forest.feature[node] ?? -1; feature >= 0; feature = forest.feature[node] ?? -1) {
    node = nextNode(forest, node, row[feature] ?? Number.NaN)
  }
  return node
}

function nextNode({ threshold, missingLeft, left, right }: Forest, node: number, value: number): number {
  const goesLeft = Number.isNaN(value) ? missingLeft[node] === 1 : value <= (threshold[node] ?? 0)
  return (goesLeft ? left[node] : right[node]) ?? 0
}

function share(forest: Forest, row: Float64Array, shares: Float64Array): void {
  shares.fill(0)
  for (const root of forest.roots) {
    let node = root
    for (let feature = forest.feature[node] ?? -1; feature >= 0; feature = forest.feature[node] ?? -1) {
      const next = nextNode(forest, node, row[feature] ?? Number.NaN)
      shares[feature] = (shares[feature] ?? 0) + (forest.value[next] ?? 0) - (forest.value[node] ?? 0)
      node = next
    }
  }
}
