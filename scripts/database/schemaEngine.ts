import { readFile } from 'node:fs/promises'
import { PrismaPg } from '@prisma/adapter-pg'
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'

const engineFile = new URL('schema_engine_bg.wasm', import.meta.resolve('@prisma/schema-engine-wasm'))

/** The engine never clears the 10 s that it gives a lock; they must not keep a finished process alive. */
const timerNames = Object.keys(bindings).filter((name) => name.startsWith('__wbg_setTimeout_'))
const startTimer = (callback: () => void, milliseconds: number) => setTimeout(callback, milliseconds).unref()

let instantiated: Promise<void> | undefined

/** The bindings keep one instance for the process, so a second one would pull memory from under the first. */
async function instantiate(): Promise<void> {
  const imports = { ...bindings, ...Object.fromEntries(timerNames.map((name) => [name, startTimer])) }
  const { instance } = await WebAssembly.instantiate(await readFile(engineFile), {
    './schema_engine_bg.js': imports,
  })
  bindings.__wbg_set_wasm(instance.exports)
  const { __wbindgen_start: start } = instance.exports
  if (typeof start !== 'function') throw new Error(`${engineFile.pathname} is no schema engine`)
  start()
}

/**
 * Gives `work` Prisma's own migration engine, in WebAssembly: the command line's native one is a download
 * from outside npm. It works on the database of `url` and keeps the same `_prisma_migrations` table.
 */
export async function withSchemaEngine<T>(
  url: string,
  work: (engine: bindings.SchemaEngine) => Promise<T>,
): Promise<T> {
  instantiated ??= instantiate()
  await instantiated
  // One connection, so that the engine's lock against other migrations and its statements share a session.
  const pool = new pg.Pool({ connectionString: url, max: 1, allowExitOnIdle: true })
  try {
    const adapters = bindMigrationAwareSqlAdapterFactory(withWholeScripts(new PrismaPg(pool)))
    const engine = await bindings.SchemaEngine.new({ datamodels: undefined }, () => undefined, adapters)
    try {
      return await work(engine)
    } finally {
      engine.free()
    }
  } finally {
    await pool.end()
  }
}

/**
 * The driver cuts a script at every semicolon, also those inside the bodies of functions. Postgres takes it
 * whole, and then applies all of it or nothing.
 */
function withWholeScripts(factory: PrismaPg): SqlMigrationAwareDriverAdapterFactory {
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connectToShadowDb: () => factory.connectToShadowDb(),
    async connect() {
      const adapter = await factory.connect()
      adapter.executeScript = async (script) => {
        await adapter.underlyingDriver().query(script)
      }
      return adapter
    },
  }
}
