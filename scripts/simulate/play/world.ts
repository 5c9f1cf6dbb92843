/** What a run knows while it is played: people with their phones, the service, and how each step ended. */
import type { DeviceDescription } from '../../../server/domain/accounts/device.ts'
import type { PhoneRef, PlannedSession } from '../acts/act.ts'
import type { Person } from '../population/person.ts'
import type { ConsoleClient } from './consoleClient.ts'
import type { Pace } from './pace.ts'
import type { RelyingPartyClient } from './relyingPartyClient.ts'
import { createSimulatedPhone, type PhoneSettings, type SimulatedPhone } from './simulatedPhone.ts'

/** How a request that was made ended. `null`: not accepted by the RP API, or the run lost it. */
export type Played = {
  planned: PlannedSession
  sessionId: string | null
  endResult: string | null
  /** Null where there is nothing to verify. */
  verified: { ok: true } | { ok: false; because: string } | null
}

export type World = ReturnType<typeof createWorld>

type WorldInput = {
  people: readonly Person[]
  relyingParty: RelyingPartyClient
  registrar: ConsoleClient
  pace: Pace
  phoneSettings: PhoneSettings
  /** Life of a session, to know when it is over. */
  sessionMs: number
}

export function createWorld(input: WorldInput) {
  const phones = new Map<string, SimulatedPhone>()
  const played = new Map<number, Played>()
  const running = new Map<string, PlannedSession>()
  const failures = new Map<string, number>()
  const nameOf = ({ person, phone }: PhoneRef) => `${person}/${phone}`
  return {
    ...input,
    played,
    /** By the service's id, from the moment it is known: what the analyst looks up. */
    running,
    failures,
    personOf({ person }: PhoneRef): Person {
      const found = input.people[person]
      if (found === undefined) throw new RangeError(`there is no person ${person}`)
      return found
    },
    phoneOf(ref: PhoneRef): SimulatedPhone {
      const found = phones.get(nameOf(ref))
      if (found === undefined) throw new Error('a phone was used that is not enrolled')
      return found
    },
    addPhone(ref: PhoneRef, device: DeviceDescription): SimulatedPhone {
      const phone = createSimulatedPhone(input.phoneSettings, device)
      phones.set(nameOf(ref), phone)
      return phone
    },
    fail(error: unknown): void {
      const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
      failures.set(message, (failures.get(message) ?? 0) + 1)
    },
  }
}
