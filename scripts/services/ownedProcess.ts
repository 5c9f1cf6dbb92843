import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { commandLineOf } from './commandLineOf.ts'

const STOP_MS = 20_000
const KILL_MS = 5_000
const LOOK_EVERY_MS = 25
const TAIL_LINES = 15

export type Account = { uid: number; gid: number }

type Start = {
  /** Folder of this service: holds its log and who runs it. */
  folder: string
  command: string
  args: string[]
  /** Part of the command line by which the running process is known again. */
  mark: string
  stopSignal: NodeJS.Signals
  account: Account | null
}

/** One attempt to run a program of ours; `ended` resolves to what its log said last. */
export type OwnedProcess = { ended: Promise<string>; hasEnded(): boolean; stop(): Promise<void> }

const owner = z.object({ pid: z.number(), commandLine: z.string() })
const running = z.object({ pid: z.number(), mark: z.string(), stopSignal: z.enum(['SIGINT', 'SIGTERM']) })

/**
 * Makes this process the only one that works in the folder, and ends what a killed run left running there.
 *
 * @throws Error where another living run works in it.
 */
export async function claimFolder(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const before = readRecord(join(folder, 'owner.json'), owner)
  if (before !== null && before.pid !== process.pid && commandLineOf(before.pid) === before.commandLine) {
    throw new Error(
      `${folder} is in use by process ${before.pid} (${before.commandLine}): stop that one first`,
    )
  }
  const self = { pid: process.pid, commandLine: commandLineOf(process.pid) ?? '' }
  writeFileSync(join(folder, 'owner.json'), JSON.stringify(self))

  const orphan = readRecord(join(folder, 'running.json'), running)
  if (orphan !== null) await endOrphan(orphan.pid, orphan.mark, orphan.stopSignal)
  rmSync(join(folder, 'running.json'), { force: true })
}

export function releaseFolder(folder: string): void {
  rmSync(join(folder, 'owner.json'), { force: true })
}

/** Ends a process by its number, if it still is the one that the mark says. */
export async function endOrphan(pid: number, mark: string, signal: NodeJS.Signals): Promise<void> {
  const isThere = () => commandLineOf(pid)?.includes(mark) ?? false
  for (const [next, patience] of [[signal, STOP_MS] as const, ['SIGKILL', KILL_MS] as const]) {
    if (!isThere()) return
    process.kill(pid, next)
    const deadline = Date.now() + patience
    while (isThere() && Date.now() < deadline) await delay(LOOK_EVERY_MS)
  }
  if (isThere()) throw new Error(`process ${pid} of an earlier run (${mark}) cannot be ended`)
}

/**
 * Starts a program in a session of its own: Ctrl-C in the terminal reaches us alone, who then stop things
 * in the right order.
 */
export function startProcess({ folder, command, args, mark, stopSignal, account }: Start): OwnedProcess {
  const logFile = join(folder, 'log')
  const log = openSync(logFile, 'w', 0o600)
  const child = spawn(command, args, {
    ...account,
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
    env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' },
  })
  closeSync(log)
  if (child.pid !== undefined) {
    writeFileSync(join(folder, 'running.json'), JSON.stringify({ pid: child.pid, mark, stopSignal }))
  }
  const ended = endOf(child).then((end) => `${command} ended (${end}):\n${tailOf(logFile)}`)
  const hasEnded = () => child.pid === undefined || child.exitCode !== null || child.signalCode !== null
  return {
    ended,
    hasEnded,
    async stop() {
      await stopChild(child, hasEnded, stopSignal)
      rmSync(join(folder, 'running.json'), { force: true })
    },
  }
}

async function endOf(child: ChildProcess): Promise<string> {
  try {
    const [code, signal]: unknown[] = await once(child, 'exit')
    return signal === null ? `code ${code}` : `signal ${signal}`
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

async function stopChild(
  child: ChildProcess,
  hasEnded: () => boolean,
  signal: NodeJS.Signals,
): Promise<void> {
  if (hasEnded()) return
  const exit = once(child, 'exit')
  const kill = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
  child.kill(signal)
  await exit
  clearTimeout(kill)
}

function tailOf(logFile: string): string {
  const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n')
  return lines.slice(-TAIL_LINES).join('\n')
}

function readRecord<T>(file: string, schema: z.ZodType<T>): T | null {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    // Missing or cut short by a kill: nobody is known to run.
    return null
  }
}
