/** A process of its own for each long piece of work: low priority, ended with ours, its messages taken over IPC. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { constants, setPriority } from 'node:os'
import type { WorkProcess } from '../flow/runs/workProcess.ts'

/** Gives way to whatever serves requests. */
const PRIORITY = constants.priority.PRIORITY_LOW

/**
 * @param script the program that works; it takes one order, sends what it has to send, and ends.
 * @param databaseUrl goes with each order.
 */
export function createWorkProcess(script: string, databaseUrl: string): WorkProcess<object> {
  return {
    async run(order, onMessage, signal) {
      if (signal.aborted) return
      const child = fork(script, [], {
        execArgv: ['--import', 'tsx'],
        serialization: 'advanced',
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      })
      const end = () => void child.kill('SIGKILL')
      signal.addEventListener('abort', end)
      let refused: unknown = null
      child.on('message', (message) => {
        try {
          onMessage(message)
        } catch (error) {
          refused = error
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
      }
      if (refused !== null) throw refused
    },
  }
}
