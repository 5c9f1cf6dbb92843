/** An analyst who calls the person of each held session, and is right nine times out of ten. */
import { setTimeout as pause } from 'node:timers/promises'
import { isAttack } from '../acts/act.ts'
import type { Random } from '../random.ts'
import type { ConsoleClient } from './consoleClient.ts'
import type { World } from './world.ts'

const LOOKS_EVERY_MS = 400
const IS_RIGHT = 0.9

export function startAnalyst(world: World, console: ConsoleClient, random: Random) {
  const decided = new Set<string>()
  let stopped = false

  async function look(): Promise<void> {
    for (const id of await console.heldSessions()) {
      const planned = world.running.get(id)
      if (planned === undefined || decided.has(id)) continue
      decided.add(id)
      const believesAttack = isAttack(planned) === random.chance(IS_RIGHT)
      await console.review(
        id,
        believesAttack ? 'block' : 'release',
        believesAttack ? 'The person did not start it' : 'The person started it',
      )
    }
  }
  async function work(): Promise<void> {
    while (!stopped) {
      await look().catch((error: unknown) => world.fail(error))
      if (!stopped) await pause(LOOKS_EVERY_MS)
    }
  }
  const working = work()
  return {
    /** How many sessions the analyst decided. */
    decided: () => decided.size,
    async stop(): Promise<void> {
      stopped = true
      await working
    },
  }
}
