/** Node's hook of the shared graph (see sharedGraph.mjs): runs beside the worker's main thread. */
import { fileURLToPath } from 'node:url'
import { compile, isOwnTypeScript } from './compile.mjs'

export async function load(url, context, nextLoad) {
  if (!isOwnTypeScript(url)) return nextLoad(url, context)
  return { format: 'module', shortCircuit: true, source: compile(fileURLToPath(url)).code }
}
