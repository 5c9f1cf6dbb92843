/** One of our processes beside the quick start: its log in a file, its end with ours. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'

const READY_WITHIN_MS = 60_000
const STOP_WITHIN_MS = 20_000
const LINES_OF_LOG_SHOWN = 20

export type RunningChild = {
  stop(): Promise<void>
  /** Ends it as a power cut would. */
  kill(): Promise<void>
}

export class ChildFailed extends Error {}

/**
 * @param script TypeScript file, from the project's root.
 * @throws ChildFailed with the end of its log where it ends, or is not ready in time.
 */
export async function startChild(
  script: string,
  environment: Record<string, string>,
  logFile: string,
): Promise<RunningChild> {
  const log = openSync(logFile, 'w')
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    env: { ...process.env, ...environment },
    // The IPC channel closes when we end, however we end, and then the child stops by itself.
    stdio: ['ignore', log, log, 'ipc'],
    // Ctrl-C is ours to handle: the children are stopped in order.
    detached: true,
  })
  closeSync(log)
  await ready(child, script, logFile)
  return { stop: () => stop(child), kill: () => end(child, 'SIGKILL') }
}

async function ready(child: ChildProcess, script: string, logFile: string): Promise<void> {
  const timer = setTimeout(() => child.kill('SIGKILL'), READY_WITHIN_MS)
  try {
    const outcome = await Promise.race([
      once(child, 'message').then(() => 'ready' as const),
      once(child, 'exit').then(() => 'ended' as const),
    ])
    if (outcome === 'ended') {
      const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n')
      throw new ChildFailed(`${script} did not start:\n${lines.slice(-LINES_OF_LOG_SHOWN).join('\n')}`)
    }
  } finally {
    clearTimeout(timer)
  }
}

async function stop(child: ChildProcess): Promise<void> {
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS)
  await end(child, 'SIGTERM')
  clearTimeout(timer)
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}
