/** What TensorFlow.js computes on while it trains: its C library where that is installed, else WebAssembly. */
import * as tf from '@tensorflow/tfjs'
import '@tensorflow/tfjs-backend-wasm'

export const TRAINING_BACKENDS = ['tensorflow', 'wasm'] as const
export type TrainingBackend = (typeof TRAINING_BACKENDS)[number]

/** An optional package: it registers the backend `tensorflow` when it loads. Its types are not needed. */
const NATIVE_PACKAGE: string = '@tensorflow/tfjs-node'

/**
 * Safe to call again.
 * @throws Error where neither backend starts.
 */
export async function startBackend(): Promise<TrainingBackend> {
  if (await loadsNative()) return 'tensorflow'
  if (!(await tf.setBackend('wasm'))) throw new Error('TensorFlow.js found no backend to train on')
  await tf.ready()
  return 'wasm'
}

async function loadsNative(): Promise<boolean> {
  try {
    await import(NATIVE_PACKAGE)
    return await tf.setBackend('tensorflow')
  } catch {
    // Not installed, or its library does not fit this machine: WebAssembly does the same, slower.
    return false
  }
}
