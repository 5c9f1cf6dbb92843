/** Training of a small dense network by TensorFlow.js: batches in a seeded order, Adam, weights as plain numbers. */
import * as tf from '@tensorflow/tfjs'
import type { DenseLayer } from '../models/denseLayers.ts'
import { createDraw, type Draw, drawOrder } from '../seededRandom.ts'

/** Rows of equal width, one after another. */
export type Table = { rows: number; width: number; values: Float32Array }

export type TrainDenseOptions = {
  /** Widths of the hidden layers, all rectified. */
  hidden: readonly number[]
  /** `squared`: mean squared distance to the target. `logistic`: the output is log-odds of the target 1. */
  loss: 'squared' | 'logistic'
  epochs: number
  batchSize: number
  learningRate: number
  /** Share of the squared weights in the loss. */
  weightDecay: number
  seed: number
  onProgress?: (done: number, all: number) => void
}

type Variables = { weights: tf.Variable<tf.Rank.R2>; biases: tf.Variable<tf.Rank.R1> }

/** The learning rate falls to this share of itself over the epochs, along half a cosine. */
const LAST_RATE = 0.05

/**
 * Needs a backend that was started.
 * @param targets as many rows as the inputs.
 */
export async function trainDense(
  inputs: Table,
  targets: Table,
  options: TrainDenseOptions,
): Promise<DenseLayer[]> {
  const draw = createDraw(options.seed)
  const widths = [inputs.width, ...options.hidden, targets.width]
  const variables = widths.slice(1).map((outputs, at) => createVariables(widths[at] ?? 0, outputs, draw))
  try {
    await learn(variables, inputs, targets, options, draw)
    return await Promise.all(variables.map((layer, at) => readLayer(layer, at === variables.length - 1)))
  } finally {
    for (const { weights, biases } of variables) tf.dispose([weights, biases])
  }
}

/** What TensorFlow itself answers with these layers: what the typed-array pass is tested against. */
export async function predictByTensorFlow(
  layers: readonly DenseLayer[],
  inputs: Table,
): Promise<Float32Array> {
  const output = tf.tidy(() => {
    const first: tf.Tensor2D = tf.tensor2d(inputs.values, [inputs.rows, inputs.width])
    return layers.reduce((values, layer) => {
      const weights = tf.tensor2d([...layer.weights], [layer.inputs, layer.outputs])
      const sum: tf.Tensor2D = tf.add(tf.matMul(values, weights), tf.tensor1d([...layer.biases]))
      return layer.activation === 'relu' ? tf.relu(sum) : sum
    }, first)
  })
  const values = await output.data<'float32'>()
  output.dispose()
  return values
}

/** Glorot and Bengio 2010: uniform within ±√(6 / (inputs + outputs)). */
function createVariables(inputs: number, outputs: number, draw: Draw): Variables {
  const limit = Math.sqrt(6 / (inputs + outputs))
  const start = Float32Array.from({ length: inputs * outputs }, () => (2 * draw() - 1) * limit)
  return {
    weights: tf.variable(tf.tensor2d(start, [inputs, outputs])),
    biases: tf.variable(tf.zeros<tf.Rank.R1>([outputs])),
  }
}

async function learn(
  variables: Variables[],
  inputs: Table,
  targets: Table,
  options: TrainDenseOptions,
  draw: Draw,
): Promise<void> {
  const optimizer = tf.train.adam(options.learningRate)
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    setRate(optimizer, options, epoch)
    const order = drawOrder(draw, inputs.rows)
    for (let start = 0; start < order.length; start += options.batchSize) {
      const rows = order.subarray(start, start + options.batchSize)
      tf.tidy(() => {
        const batch = pick(inputs, rows)
        const wanted = pick(targets, rows)
        optimizer.minimize(() => lossOf(variables, batch, wanted, options))
      })
    }
    options.onProgress?.(epoch + 1, options.epochs)
    // Lets whoever waits on this thread have a turn.
    await tf.nextFrame()
  }
  optimizer.dispose()
}

function setRate(optimizer: tf.AdamOptimizer, { learningRate, epochs }: TrainDenseOptions, epoch: number) {
  const fallen = (1 + Math.cos((Math.PI * epoch) / epochs)) / 2
  Object.assign(optimizer, { learningRate: learningRate * (LAST_RATE + (1 - LAST_RATE) * fallen) })
}

function pick({ values, width }: Table, rows: Uint32Array): tf.Tensor2D {
  const picked = new Float32Array(rows.length * width)
  rows.forEach((row, at) => {
    picked.set(values.subarray(row * width, (row + 1) * width), at * width)
  })
  return tf.tensor2d(picked, [rows.length, width])
}

function lossOf(
  variables: Variables[],
  batch: tf.Tensor2D,
  wanted: tf.Tensor2D,
  { loss, weightDecay }: TrainDenseOptions,
): tf.Scalar {
  const output = forward(variables, batch)
  const distance: tf.Scalar =
    loss === 'squared' ? tf.mean(tf.squaredDifference(output, wanted)) : logisticLoss(output, wanted)
  if (weightDecay === 0) return distance
  return variables.reduce<tf.Scalar>(
    (sum, { weights }) => tf.add(sum, tf.mul(weightDecay, tf.sum(tf.square(weights)))),
    distance,
  )
}

function forward(variables: Variables[], batch: tf.Tensor2D): tf.Tensor2D {
  return variables.reduce((values, { weights, biases }, at) => {
    const sum: tf.Tensor2D = tf.add(tf.matMul(values, weights), biases)
    return at < variables.length - 1 ? tf.relu(sum) : sum
  }, batch)
}

/** Mean of max(x, 0) − x y + ln(1 + e^−|x|), which overflows nowhere. */
function logisticLoss(logOdds: tf.Tensor2D, wanted: tf.Tensor2D): tf.Scalar {
  const tail = tf.log1p(tf.exp(tf.neg(tf.abs(logOdds))))
  return tf.mean(tf.add(tf.sub(tf.relu(logOdds), tf.mul(logOdds, wanted)), tail))
}

async function readLayer({ weights, biases }: Variables, last: boolean): Promise<DenseLayer> {
  const [inputs, outputs] = weights.shape
  return {
    inputs,
    outputs,
    activation: last ? 'linear' : 'relu',
    weights: [...(await weights.data())],
    biases: [...(await biases.data())],
  }
}
