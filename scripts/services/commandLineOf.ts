import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

/** How a living process was called, its parts separated by spaces; null where there is none, or only its corpse. */
export function commandLineOf(pid: number): string | null {
  const line = existsSync('/proc/self/cmdline') ? fromProc(pid) : fromPs(pid)
  return line === '' ? null : line
}

function fromProc(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
  } catch {
    return ''
  }
}

function fromPs(pid: number): string {
  const { status, stdout } = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  return status === 0 ? stdout.trim() : ''
}
