import { readFile } from 'node:fs/promises'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'

const engineFile = new URL('schema_engine_bg.wasm', import.meta.resolve('@prisma/schema-engine-wasm'))

let instantiated: Promise<void> | undefined

/** The bindings keep one instance for the process, so a second one would pull memory from under the first. */
async function instantiate(): Promise<void> {
  const { instance } = await WebAssembly.instantiate(await readFile(engineFile), {
    './schema_engine_bg.js': { ...bindings },
  })
  bindings.__wbg_set_wasm(instance.exports)
  const { __wbindgen_start: start } = instance.exports
  if (typeof start !== 'function') throw new Error(`${engineFile.pathname} is no schema engine`)
  start()
}

/**
 * Prisma's own migration engine, in WebAssembly: the command line's native one is a download from outside
 * npm. It works on the database of `url` and reads and writes the same `_prisma_migrations` table.
 */
export async function openSchemaEngine(url: string): Promise<bindings.SchemaEngine> {
  instantiated ??= instantiate()
  await instantiated
  const adapters = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: url }))
  return bindings.SchemaEngine.new({ datamodels: undefined }, () => undefined, adapters)
}
