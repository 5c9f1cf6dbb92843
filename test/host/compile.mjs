/** TypeScript as Node runs it: types stripped, JSX turned into calls. Kept between runs, beside jest's own cache. */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { transformSync } from '@swc/core'

const CACHE = join(import.meta.dirname, '../../node_modules/.cache/countersign-tests')
const { version } = createRequire(import.meta.url)('@swc/core/package.json')

/** Also what jest compiles the test files with (jest.config.mjs). */
export const swcOptions = (tsx) => ({
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', tsx },
    transform: { react: { runtime: 'automatic' } },
  },
  module: { type: 'es6' },
})

export function isOwnTypeScript(url) {
  return /^file:(?!.*\/node_modules\/).*\.tsx?$/.test(url)
}

/** @returns the code, and the path of its source map. */
export function compile(path) {
  const source = readFileSync(path, 'utf8')
  const kept = keptAs(path, source)
  const code = readKept(kept.code) ?? compileAndKeep(path, source, kept)
  return { code, sourceMapPath: kept.map }
}

/** A file of the same path and content is compiled once; two workers may do so at once. */
function compileAndKeep(path, source, kept) {
  const options = { ...swcOptions(path.endsWith('.tsx')), swcrc: false, filename: path, sourceMaps: true }
  const { code, map } = transformSync(source, options)
  mkdirSync(CACHE, { recursive: true })
  writeWhole(kept.map, map)
  writeWhole(kept.code, code)
  return code
}

function keptAs(path, source) {
  const name = createHash('sha256').update(`${version}\0${path}\0${source}`).digest('hex').slice(0, 32)
  return { code: join(CACHE, `${name}.js`), map: join(CACHE, `${name}.map`) }
}

function readKept(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

function writeWhole(path, content) {
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, content)
  renameSync(draft, path)
}
