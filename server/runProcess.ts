/** The life of one process of ours: read the configuration, start, stay until told to stop, stop cleanly. */

import { createLog } from './adapters/log.ts'
import { type Config, ConfigError, readConfig } from './config.ts'
import type { Log } from './flow/ports.ts'

/** Longer than the slowest job; past it the process ends anyway, and what it left is done again. */
const STOP_WITHIN_MS = 15_000

/**
 * Stops on SIGINT, on SIGTERM, and when the process that started it over an IPC channel has gone.
 * @param start opens everything and returns what closes it.
 */
export async function runProcess(
  name: string,
  start: (config: Config, log: Log) => Promise<{ close(): Promise<void> }>,
) {
  try {
    const config = readConfig(process.env)
    const log = createLog(config.LOG_LEVEL, name)
    const running = await start(config, log)
    let stopping = false
    const stop = () => {
      if (stopping) return
      stopping = true
      setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref()
      running.close().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ err: error }, 'did not stop cleanly')
          process.exit(1)
        },
      )
    }
    process.on('SIGINT', stop)
    process.on('SIGTERM', stop)
    process.on('disconnect', stop)
    process.send?.('ready')
  } catch (error) {
    const text =
      error instanceof ConfigError || !(error instanceof Error)
        ? String(error)
        : (error.stack ?? error.message)
    process.stderr.write(`${text}\n`)
    process.exit(1)
  }
}
