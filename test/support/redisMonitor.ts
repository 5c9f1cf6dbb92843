/** Every command that a Redis is given, as text. */
import { connect } from 'node:net'

export type RedisMonitor = { commands(): string[]; close(): void }

/**
 * A socket of its own that says MONITOR and listens. The client library would take a command that arrives in one packet
 * with the answer to MONITOR for the answer to another command, and fail.
 */
export async function monitorRedis(url: string): Promise<RedisMonitor> {
  const { hostname, port } = new URL(url)
  const socket = connect({ host: hostname, port: Number(port) })
  const chunks: Buffer[] = []
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject)
    socket.on('data', (chunk) => {
      chunks.push(chunk)
      resolve()
    })
    socket.write('MONITOR\r\n')
  })
  return {
    // Each line is "+<seconds> [<database> <client>] <command>"; the first is the answer to MONITOR.
    commands: () => Buffer.concat(chunks).toString('latin1').split('\r\n').slice(1),
    close: () => void socket.destroy(),
  }
}
