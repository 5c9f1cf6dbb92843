/** Runs the workers until told to stop. */
import { ConfigError, readConfig } from '../server/config.ts'
import { createLog } from '../server/outside/log.ts'
import { startWorkers } from './startWorkers.ts'

try {
  const config = readConfig(process.env)
  const log = createLog(config.LOG_LEVEL, 'jobs')
  const workers = await startWorkers(config, log)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      workers.close().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ err: error }, 'the workers did not stop cleanly')
          process.exit(1)
        },
      )
    })
  }
} catch (error) {
  process.stderr.write(`${error instanceof ConfigError || !(error instanceof Error) ? String(error) : error.stack}\n`)
  process.exit(1)
}
