/**
 * How a test file is loaded: the file itself anew, in a context of its own; whatever it imports from the graph of its worker
 * process, which is loaded once (README.md). A file with the pragma `@ownGraph` has every module loaded for itself, as is
 * jest's way.
 */
import { readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { SourceTextModule, SyntheticModule } from 'node:vm'
import Runtime from 'jest-runtime'
import { importShared, sourceMapOf } from './sharedGraph.mjs'

/** What jest gives to each file, and no module on disk. */
const JEST = '@jest/globals'
const AS_MODULE = {
  isInternalModule: false,
  supportsDynamicImport: true,
  supportsExportNamespaceFrom: true,
  supportsStaticESM: true,
  supportsTopLevelAwait: true,
}

export default class HostRuntime extends Runtime {
  #environment
  #transformer
  #coverage
  #testPath
  /** One for each module of the shared graph that the file imports. */
  #mirrors = new Map()

  constructor(config, environment, resolver, transformer, cacheFS, coverage, testPath, globalConfig) {
    super(config, environment, resolver, transformer, cacheFS, coverage, testPath, globalConfig)
    this.#environment = environment
    this.#transformer = transformer
    this.#coverage = coverage
    this.#testPath = testPath
  }

  async unstable_importModule(path, ...rest) {
    if (path !== this.#testPath || this.#environment.hasOwnGraph) {
      return await super.unstable_importModule(path, ...rest)
    }
    const module = await this.#compile(path)
    await module.link((specifier) => this.#mirror(specifier))
    await module.evaluate()
    return module
  }

  /** Frames of the shared graph are led back to their sources too. */
  getSourceMaps() {
    const own = super.getSourceMaps()
    return {
      get: (source) => own.get(source) ?? sourceMapOf(source),
      [Symbol.iterator]: () => own[Symbol.iterator](),
    }
  }

  async #compile(path) {
    const source = readFileSync(path, 'utf8')
    const options = { ...AS_MODULE, ...this.#coverage }
    const { code, sourceMapPath } = await this.#transformer.transformAsync(path, options, source)
    if (sourceMapPath) super.getSourceMaps().set(path, sourceMapPath)
    return new SourceTextModule(code, {
      context: this.#environment.getVmContext(),
      identifier: path,
      importModuleDynamically: (specifier) => this.#mirror(specifier),
      initializeImportMeta(meta) {
        meta.url = pathToFileURL(path).href
        meta.filename = path
        meta.dirname = dirname(path)
      },
    })
  }

  /** What a module of the shared graph exports, as a module of the file's context. */
  async #mirror(specifier) {
    const url = resolve(specifier, this.#testPath)
    const shared = url === JEST ? this.requireModuleOrMock(this.#testPath, JEST) : await importShared(url)
    const known = this.#mirrors.get(url)
    if (known) return known
    const mirror = createMirror(shared, url, this.#environment.getVmContext())
    this.#mirrors.set(url, mirror)
    await mirror.link(() => undefined)
    await mirror.evaluate()
    return mirror
  }
}

function createMirror(exported, identifier, context) {
  const names = Object.keys(exported)
  const mirror = new SyntheticModule(
    names,
    () => {
      for (const name of names) mirror.setExport(name, exported[name])
    },
    { identifier, context },
  )
  return mirror
}

function resolve(specifier, from) {
  if (specifier === JEST || isBuiltin(specifier)) return specifier
  const isRelative = specifier.startsWith('.')
  return isRelative ? new URL(specifier, pathToFileURL(from)).href : import.meta.resolve(specifier)
}
