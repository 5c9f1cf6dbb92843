/** A process of its own for each long piece of work: low priority, ended with ours, its word heard over IPC. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { constants, setPriority } from 'node:os'

/** Gives way to whatever serves requests. */
const PRIORITY = constants.priority.PRIORITY_LOW

/**
 * @param script the program that works; it hears one order, tells what it has to tell, and ends.
 * @param databaseUrl goes with each order.
 */
export function createWorkProcess(script: string, databaseUrl: string) {
  const children = new Set<ChildProcess>()
  let stopping = false

  return {
    isStopping: () => stopping,

    /** Resolves when the process has ended, however it ended. */
    async run(order: object, hear: (message: unknown) => void, signal: AbortSignal): Promise<void> {
      if (stopping || signal.aborted) return
      const child = fork(script, [], {
        execArgv: ['--import', 'tsx'],
        serialization: 'advanced',
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      })
      children.add(child)
      const end = () => void child.kill('SIGKILL')
      signal.addEventListener('abort', end)
      let misheard: unknown = null
      child.on('message', (message) => {
        try {
          hear(message)
        } catch (error) {
          misheard = error
          end()
        }
      })
      try {
        const ended = once(child, 'close')
        if (child.pid !== undefined) setPriority(child.pid, PRIORITY)
        child.send({ databaseUrl, ...order })
        await ended
      } finally {
        signal.removeEventListener('abort', end)
        children.delete(child)
      }
      if (misheard !== null) throw misheard
    },

    /** Ends every process; what they did is given back. */
    stop(): void {
      stopping = true
      for (const child of children) child.kill('SIGKILL')
    },
  }
}
