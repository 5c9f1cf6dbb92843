/**
 * One tree over binned values, split by the second-order gain of gradient boosting (Chen and Guestrin 2016, eq. 6
 * and 7): with G and H the sums of gradients and Hessians of a node, its weight is −G / (H + λ), and a split gains
 * ½ (score_left + score_right − score_node) − γ. Bounds keep a constrained feature monotone over the whole tree:
 * below a split on it no leaf of the lower side may pass the middle of both sides' weights, and none of the upper
 * side fall below it.
 */

import type { Tree } from '../models/trees.ts'
import { type Bins, MAX_BINS, MISSING_CODE } from './treeBins.ts'

export type TreeSettings = {
  maxDepth: number
  /** λ: shrinks the weight of leaves with little evidence. */
  l2: number
  /** γ: a split must gain more than this. */
  minGain: number
  /** Least sum of Hessians on either side. */
  minChildWeight: number
  learningRate: number
}

export type Monotone = -1 | 0 | 1

type Growing = {
  bins: Bins
  gradients: Float64Array
  hessians: Float64Array
  /** Features that this tree may ask. */
  columns: Uint32Array
  monotone: readonly Monotone[]
  settings: TreeSettings
  tree: Tree
}

type Node = {
  rows: Uint32Array
  depth: number
  gradient: number
  hessian: number
  /** Unshrunk weight, within the bounds. */
  weight: number
  lower: number
  upper: number
  histogram: Float64Array
}

type Split = {
  gain: number
  column: number
  feature: number
  /** The last code that goes left. */
  code: number
  missingLeft: boolean
  leftGradient: number
  leftHessian: number
  leftWeight: number
  rightWeight: number
}

/** Codes of one feature in a histogram; a pair of sums for each. */
const STRIDE = 2 * (MAX_BINS + 1)

/** @param rows those that this tree learns from. */
export function growTree(growing: Omit<Growing, 'tree'>, rows: Uint32Array): Tree {
  const whole: Growing = {
    ...growing,
    tree: { feature: [], threshold: [], missingLeft: [], left: [], right: [], value: [] },
  }
  const { gradients, hessians } = growing
  let gradient = 0
  let hessian = 0
  for (const row of rows) {
    gradient += gradients[row] ?? 0
    hessian += hessians[row] ?? 0
  }
  growFrom(whole, {
    rows,
    depth: 0,
    gradient,
    hessian,
    weight: -gradient / (hessian + growing.settings.l2),
    lower: Number.NEGATIVE_INFINITY,
    upper: Number.POSITIVE_INFINITY,
    histogram: countHistogram(whole, rows),
  })
  return whole.tree
}

/** Depth first, the left side first. @returns the node's place in the tree. */
function growFrom(growing: Growing, node: Node): number {
  const { tree, settings } = growing
  const place = addLeaf(tree, node.weight * settings.learningRate)
  const split = node.depth < settings.maxDepth ? findSplit(growing, node) : null
  if (split === null) return place
  const [left, right] = divide(growing, node, split)
  tree.feature[place] = split.feature
  tree.threshold[place] = growing.bins.edges[split.feature]?.[split.code - 1] ?? Number.POSITIVE_INFINITY
  tree.missingLeft[place] = split.missingLeft ? 1 : 0
  const leftPlace = growFrom(growing, left)
  const rightPlace = growFrom(growing, right)
  tree.left[place] = leftPlace
  tree.right[place] = rightPlace
  tree.value[place] =
    ((tree.value[leftPlace] ?? 0) * left.rows.length + (tree.value[rightPlace] ?? 0) * right.rows.length) /
    node.rows.length
  return place
}

function addLeaf(tree: Tree, value: number): number {
  tree.feature.push(-1)
  tree.threshold.push(0)
  tree.missingLeft.push(0)
  tree.left.push(0)
  tree.right.push(0)
  return tree.value.push(value) - 1
}

/** Sums of gradients and Hessians by feature and code. */
function countHistogram({ bins, gradients, hessians, columns }: Growing, rows: Uint32Array): Float64Array {
  const histogram = new Float64Array(columns.length * STRIDE)
  const own = new Float64Array(2 * rows.length)
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] ?? 0
    own[2 * at] = gradients[row] ?? 0
    own[2 * at + 1] = hessians[row] ?? 0
  }
  columns.forEach((feature, column) => {
    const codes = bins.codes[feature]
    if (codes === undefined) return
    const start = column * STRIDE
    for (let at = 0; at < rows.length; at++) {
      const cell = start + 2 * (codes[rows[at] ?? 0] ?? 0)
      histogram[cell] = (histogram[cell] ?? 0) + (own[2 * at] ?? 0)
      histogram[cell + 1] = (histogram[cell + 1] ?? 0) + (own[2 * at + 1] ?? 0)
    }
  })
  return histogram
}

function findSplit(growing: Growing, node: Node): Split | null {
  let best: Split | null = null
  for (let column = 0; column < growing.columns.length; column++) {
    best = bestOfColumn(growing, node, column, best)
  }
  return best
}

/** Both ways that missing values may go; only one where the node has none: with the heavier side. */
function bestOfColumn(growing: Growing, node: Node, column: number, best: Split | null): Split | null {
  const start = column * STRIDE
  const missingGradient = node.histogram[start + 2 * MISSING_CODE] ?? 0
  const missingHessian = node.histogram[start + 2 * MISSING_CODE + 1] ?? 0
  const without = scan(growing, node, column, { gradient: 0, hessian: 0, missingLeft: false }, best)
  if (missingHessian > 0) {
    const sums = { gradient: missingGradient, hessian: missingHessian, missingLeft: true }
    return scan(growing, node, column, sums, without)
  }
  if (without === null || without === best) return without
  return { ...without, missingLeft: 2 * without.leftHessian > node.hessian }
}

/** Goes through the codes of a column from the lowest up, with what already lies on the left. */
function scan(
  { bins, columns, monotone, settings }: Growing,
  node: Node,
  column: number,
  onLeft: { gradient: number; hessian: number; missingLeft: boolean },
  best: Split | null,
): Split | null {
  const { l2, minGain, minChildWeight } = settings
  const { histogram, lower, upper } = node
  const feature = columns[column] ?? 0
  const direction = monotone[feature] ?? 0
  const codes = bins.edges[feature]?.length ?? 0
  const start = column * STRIDE
  const score = gainOf(node.gradient, node.hessian, node.weight, l2)
  let found = best
  let bestGain = best?.gain ?? minGain
  let leftGradient = onLeft.gradient
  let leftHessian = onLeft.hessian
  for (let code = 1; code <= codes; code++) {
    const cell = start + 2 * code
    const added = histogram[cell + 1] ?? 0
    leftGradient += histogram[cell] ?? 0
    leftHessian += added
    if (added === 0 || leftHessian < minChildWeight) continue
    const rightHessian = node.hessian - leftHessian
    if (rightHessian < minChildWeight) break
    const rightGradient = node.gradient - leftGradient
    const leftWeight = clamp(-leftGradient / (leftHessian + l2), lower, upper)
    const rightWeight = clamp(-rightGradient / (rightHessian + l2), lower, upper)
    if (direction * (rightWeight - leftWeight) < 0) continue
    const gain =
      (gainOf(leftGradient, leftHessian, leftWeight, l2) +
        gainOf(rightGradient, rightHessian, rightWeight, l2) -
        score) /
      2
    if (gain <= bestGain) continue
    bestGain = gain
    found = {
      gain,
      column,
      feature,
      code,
      missingLeft: onLeft.missingLeft,
      leftGradient,
      leftHessian,
      leftWeight,
      rightWeight,
    }
  }
  return found
}

/** Twice the fall of the loss by weight w: −(2 G w + (H + λ) w²); G² / (H + λ) at the free optimum. */
function gainOf(gradient: number, hessian: number, weight: number, l2: number): number {
  return -(2 * gradient * weight + (hessian + l2) * weight * weight)
}

function clamp(value: number, lower: number, upper: number): number {
  return Math.min(Math.max(value, lower), upper)
}

/** The smaller side is counted, the other is what is left of the parent. */
function divide(growing: Growing, node: Node, split: Split): [Node, Node] {
  const [leftRows, rightRows] = partition(growing, node.rows, split)
  const smaller = leftRows.length <= rightRows.length ? leftRows : rightRows
  const counted = countHistogram(growing, smaller)
  const other = node.histogram
  for (let cell = 0; cell < other.length; cell++) other[cell] = (other[cell] ?? 0) - (counted[cell] ?? 0)
  const [leftHistogram, rightHistogram] = smaller === leftRows ? [counted, other] : [other, counted]
  const middle = (split.leftWeight + split.rightWeight) / 2
  const direction = growing.monotone[split.feature] ?? 0
  const depth = node.depth + 1
  return [
    {
      rows: leftRows,
      depth,
      gradient: split.leftGradient,
      hessian: split.leftHessian,
      weight: split.leftWeight,
      lower: direction < 0 ? middle : node.lower,
      upper: direction > 0 ? middle : node.upper,
      histogram: leftHistogram,
    },
    {
      rows: rightRows,
      depth,
      gradient: node.gradient - split.leftGradient,
      hessian: node.hessian - split.leftHessian,
      weight: split.rightWeight,
      lower: direction > 0 ? middle : node.lower,
      upper: direction < 0 ? middle : node.upper,
      histogram: rightHistogram,
    },
  ]
}

function partition({ bins }: Growing, rows: Uint32Array, split: Split): [Uint32Array, Uint32Array] {
  const codes = bins.codes[split.feature] ?? new Uint8Array()
  const left = new Uint32Array(rows.length)
  const right = new Uint32Array(rows.length)
  let lefts = 0
  let rights = 0
  for (const row of rows) {
    const code = codes[row] ?? 0
    const goesLeft = code === MISSING_CODE ? split.missingLeft : code <= split.code
    if (goesLeft) left[lefts++] = row
    else right[rights++] = row
  }
  return [left.slice(0, lefts), right.slice(0, rights)]
}
