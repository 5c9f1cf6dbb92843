/** Node's hook of the shared graph (see sharedGraph.mjs): runs beside the worker's main thread. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { compile, isOwnTypeScript } from './compile.mjs'

export async function load(url, context, nextLoad) {
  if (isOwnTypeScript(url)) return asModule(compile(fileURLToPath(url)).code)
  if (isPlainJson(url, context))
    return asModule(`export default ${await readFile(fileURLToPath(url), 'utf8')}`)
  return await nextLoad(url, context)
}

function asModule(source) {
  return { format: 'module', shortCircuit: true, source }
}

/** Pages import data by its name alone, as bundlers have it; Node wants an attribute with it. */
function isPlainJson(url, { importAttributes }) {
  return url.startsWith('file:') && url.endsWith('.json') && importAttributes?.type === undefined
}
