/** Starts the API: the plain port, the TLS port where a certificate is configured, and the sweeper. */

import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { createApp } from './app.ts'
import { compose } from './compose.ts'
import type { Config } from './config.ts'
import { startServiceMeter } from './flow/dashboard/serviceMeter.ts'
import type { Dependencies } from './flow/dependencies.ts'
import type { Log } from './flow/ports.ts'
import { startSweeper } from './flow/request/sweep.ts'
import type { CreatePhoneHalf } from './mock/mockPhone.ts'

export type RunningApi = {
  deps: Dependencies
  httpPort: number
  tlsPort: number | null
  close(): Promise<void>
}

/**
 * @param createPhoneHalf the phone of the mock endpoint, where there is one.
 * @throws where a port is taken or a dependency cannot be reached; nothing is left open then.
 */
export async function startApi(
  config: Config,
  log: Log,
  createPhoneHalf: CreatePhoneHalf | null = null,
): Promise<RunningApi> {
  const { deps, close } = await compose(config, log)
  const servers: Server[] = []
  try {
    const app = createApp(deps, {
      trustedProxies: config.TRUSTED_PROXIES,
      webDir: config.WEB_DIR,
      createPhoneHalf,
    })
    const plain = createServer(app)
    servers.push(plain)
    const httpPort = await listen(plain, config.HTTP_PORT, config.HOST, 'HTTP_PORT')
    let tlsPort: number | null = null
    if (config.TLS_CERT_FILE !== undefined && config.TLS_KEY_FILE !== undefined) {
      const tls = createTlsServer(
        { cert: readFileSync(config.TLS_CERT_FILE), key: readFileSync(config.TLS_KEY_FILE) },
        app,
      )
      servers.push(tls)
      tlsPort = await listen(tls, config.TLS_PORT, config.HOST, 'TLS_PORT')
    }
    const sweeper = startSweeper(deps)
    const meter = startServiceMeter(deps.serviceMeter, log)
    log.info({ httpPort, tlsPort }, 'the API listens')
    return {
      deps,
      httpPort,
      tlsPort,
      async close() {
        await sweeper.stop()
        await meter.stop()
        await Promise.all(servers.map(stop))
        await close()
      },
    }
  } catch (error) {
    await Promise.all(servers.map(stop))
    await close()
    throw error
  }
}

export class PortTaken extends Error {}

async function listen(server: Server, port: number, host: string, variable: string): Promise<number> {
  // A long poll may last two minutes; the request itself must still arrive at once.
  server.requestTimeout = 30_000
  server.keepAliveTimeout = 65_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new PortTaken(`port ${port} is taken; set ${variable} to a free one`)
          : error,
      )
    })
    server.listen(port, host, resolve)
  })
  return portOf(server.address())
}

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port')
  return address.port
}

async function stop(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
