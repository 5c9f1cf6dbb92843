import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { findOnPath } from './findOnPath.ts'
import type { Log } from './Service.ts'

const PATIENCE_MS = 300_000

/**
 * Debian starts a service as it installs it, on the standard port and for good. policy-rc.d keeps it from
 * starting now, and the last line from starting with the machine: we start a private one ourselves.
 */
const INSTALL = `
set -e
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  printf '#!/bin/sh\\nexit 101\\n' > "$policy"
  chmod 755 "$policy"
fi
options='-o Acquire::Retries=1 -o Acquire::http::Timeout=20 -o Acquire::https::Timeout=20 -o DPkg::Lock::Timeout=60'
export DEBIAN_FRONTEND=noninteractive
apt-get $options update
apt-get $options install --yes --no-install-recommends "$1"
if command -v systemctl > /dev/null; then systemctl disable "$1" > /dev/null 2>&1 || true; fi
`

/**
 * Installs a package of Debian or Ubuntu, as root or with sudo where that asks for no password.
 *
 * @returns null when done, else why it could not.
 */
export async function installWithApt({ name, log }: { name: string; log: Log }): Promise<Error | null> {
  if (findOnPath(['apt-get']) === null) return new Error('this system has no apt-get')
  const isRoot = process.getuid?.() === 0
  if (!isRoot && spawnSync('sudo', ['-n', 'true']).status !== 0) {
    return new Error('apt-get needs root, and sudo asks for a password')
  }
  log(`Installing ${name} with apt-get`)
  const [command, ...args] = [...(isRoot ? [] : ['sudo', '-n']), 'sh', '-c', INSTALL, 'sh', name]
  const child = spawn(command ?? 'sh', args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: PATIENCE_MS })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8')
    stream.on('data', (text: string) => {
      output = `${output}${text}`.slice(-1_000)
    })
  }
  const [code]: unknown[] = await once(child, 'close')
  return code === 0 ? null : new Error(`apt-get install ${name} failed: ${output.trim()}`)
}
