import { spawn } from 'node:child_process'
import { once } from 'node:events'

export type Command = { args: readonly string[]; environment?: Record<string, string>; signal: AbortSignal }

/**
 * Runs a program of Node with its output on ours, in a process group of its own, so that an end of ours ends
 * all of it.
 *
 * @returns whether it ended well; false where it was ended by `signal`.
 */
export async function runCommand({ args, environment = {}, signal }: Command): Promise<boolean> {
  if (signal.aborted) return false
  const child = spawn(process.execPath, args, {
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...environment },
  })
  const end = () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL')
  }
  signal.addEventListener('abort', end)
  const [code]: unknown[] = await once(child, 'exit')
  signal.removeEventListener('abort', end)
  return code === 0
}
