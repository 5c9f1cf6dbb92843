/** Which ports the quick start takes: what was asked for, or the usual one, or a free one where that is taken. */
import { createServer } from 'node:net'
import { freePort } from '../services/freePort.ts'

export class PortBusy extends Error {}

/** @throws PortBusy where the environment names a port and it is taken. */
export async function choosePort(
  variable: 'HTTP_PORT' | 'TLS_PORT',
  usual: number,
  log: (line: string) => void,
): Promise<number> {
  const given = process.env[variable]
  if (given !== undefined && given !== '') {
    if (await isFree(Number(given))) return Number(given)
    throw new PortBusy(`Port ${given} is taken. Set ${variable} to a free one, or leave it out.`)
  }
  if (await isFree(usual)) return usual
  const other = await freePort()
  log(`Port ${usual} is taken; using ${other} (set ${variable} to choose).`)
  return other
}

async function isFree(port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}
