/** Runs the API until it is told to stop. */
import { ConfigError, readConfig } from './config.ts'
import { createLog } from './outside/log.ts'
import { startApi } from './startApi.ts'

try {
  const config = readConfig(process.env)
  const log = createLog(config.LOG_LEVEL, 'api')
  const api = await startApi(config, log)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      api.close().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ err: error }, 'the API did not stop cleanly')
          process.exit(1)
        },
      )
    })
  }
} catch (error) {
  process.stderr.write(`${error instanceof ConfigError || !(error instanceof Error) ? String(error) : error.stack}\n`)
  process.exit(1)
}
