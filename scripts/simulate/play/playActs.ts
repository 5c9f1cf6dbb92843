/** Plays acts in the order of their event times: a person's strictly one after the other, people side by side. */
import type { Act, PlannedEnrolment } from '../acts/act.ts'
import type { Release } from './pace.ts'
import { playSession } from './playSession.ts'
import type { World } from './world.ts'

/** How far the start of an act may run ahead of those before it. */
const AHEAD = 4

export async function playActs(world: World, acts: readonly Act[], onPlayed: () => void): Promise<void> {
  const busy = new Map<number, Promise<void>>()
  const open = new Set<Promise<void>>()
  for (const act of acts) {
    while (open.size >= world.pace.allowed() * AHEAD) await Promise.race(open)
    const before = busy.get(act.on.person) ?? Promise.resolve()
    const task = before
      .then(() => world.pace.run((release) => play(world, act, release)))
      .catch((error: unknown) => world.fail(error))
      .finally(() => {
        open.delete(task)
        onPlayed()
      })
    busy.set(act.on.person, task)
    open.add(task)
  }
  await Promise.all(open)
}

async function play(world: World, act: Act, release: Release): Promise<void> {
  switch (act.act) {
    case 'session': {
      const played = await playSession(world, act, release)
      world.played.set(act.id, played)
      return
    }
    case 'enrol':
      return await enrol(world, act)
    case 'checkIn': {
      const phone = world.phoneOf(act.on)
      phone.be(act.address, act.at)
      return await phone.checkIn()
    }
  }
}

/** The registration authority proves the person, the phone makes its keys. */
export async function enrol(
  world: World,
  { on, at, method, address, device }: PlannedEnrolment,
): Promise<void> {
  const person = world.personOf(on)
  const activationCode = await world.registrar.prove(person, method, at)
  const phone = world.addPhone(on, device)
  phone.be(address, at)
  await phone.enrol(activationCode, person.pin1, person.pin2)
}
