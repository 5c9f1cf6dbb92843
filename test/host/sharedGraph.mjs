/**
 * The one graph of modules of a worker process: Node's own, in the process's own realm. It is loaded for the first file that
 * needs it and stays for all that come after.
 */
import { register } from 'node:module'
import { fileURLToPath } from 'node:url'
import { compile, isOwnTypeScript } from './compile.mjs'

let isReady = false

export function isInUse() {
  return isReady
}

/** @param url of a file, or the name of a module of Node. */
export async function importShared(url) {
  if (!isReady) register('./loadTypeScript.mjs', import.meta.url)
  isReady = true
  return await import(url)
}

const sourceMaps = new Map()

/**
 * Where the map lies that leads from a frame in the shared graph to its source; undefined for other frames. Every stack that
 * anything reads comes by here, and some libraries read one at each call.
 */
export function sourceMapOf(source) {
  if (!sourceMaps.has(source)) sourceMaps.set(source, findSourceMap(source))
  return sourceMaps.get(source)
}

function findSourceMap(source) {
  return isOwnTypeScript(source) ? compile(fileURLToPath(source)).sourceMapPath : undefined
}
