/** The windows in memory: for tests, replay and benchmarks, and the plainest statement of what they mean. */
import type { History, HistoryEvent, SharedCounts } from '../../domain/sessions/history.ts'
import { amountsBefore } from './amountHabits.ts'
import {
  eventName,
  LOGGED,
  type Logged,
  loggedKey,
  SHARED,
  type Shared,
  sharedKey,
  toPastEvent,
} from './entities.ts'
import type { HistoryStore } from './history.ts'
import { habitsBefore } from './logWindows.ts'
import { countInLog, createMemoryLog, findOrAdd, type MemoryLog, readLog } from './memoryLog.ts'
import { countPopulation, createMemoryPopulation, readPopulation } from './memoryPopulation.ts'
import { countShared, createMemoryShared, type MemoryShared, readShared } from './memoryShared.ts'

export function createMemoryHistory(): HistoryStore {
  const logs = { subject: new Map(), account: new Map(), tracking: new Map() } satisfies Record<
    Logged,
    Map<string, MemoryLog>
  >
  const shared = {
    address: new Map(),
    network: new Map(),
    relyingParty: new Map(),
    template: new Map(),
    payee: new Map(),
  } satisfies Record<Shared, Map<string, MemoryShared>>
  const population = createMemoryPopulation()

  function log(entity: Logged, event: HistoryEvent): MemoryLog | null {
    const key = loggedKey(event, entity)
    return key === null ? null : (logs[entity].get(key) ?? createMemoryLog())
  }

  function counts(entity: Shared, event: HistoryEvent): SharedCounts | null {
    const key = sharedKey(event, entity)
    return key === null ? null : readShared(shared[entity].get(key) ?? createMemoryShared(), event)
  }

  function read(event: HistoryEvent): History {
    const subject = log('subject', event)
    const account = log('account', event)
    const tracking = log('tracking', event)
    return {
      subject:
        subject === null
          ? null
          : {
              log: readLog(subject, event),
              habits: habitsBefore((kind) => subject.habits.get(kind) ?? [], event),
              amounts: amountsBefore(subject.amounts, event),
            },
      account: account === null ? null : readLog(account, event),
      tracking: tracking === null ? null : readLog(tracking, event),
      address: counts('address', event),
      network: counts('network', event),
      relyingParty: readShared(shared.relyingParty.get(event.relyingPartyId) ?? createMemoryShared(), event),
      template: counts('template', event),
      payee: counts('payee', event),
      population: readPopulation(population, event),
    }
  }

  function count(event: HistoryEvent): void {
    const counted = { ms: event.occurredAt, name: eventName(event), event: toPastEvent(event) }
    for (const entity of LOGGED) {
      const key = loggedKey(event, entity)
      if (key !== null)
        countInLog(findOrAdd(logs[entity], key, createMemoryLog), event, counted, entity === 'subject')
    }
    for (const entity of SHARED) {
      const key = sharedKey(event, entity)
      if (key !== null) countShared(findOrAdd(shared[entity], key, createMemoryShared), event, counted)
    }
    countPopulation(population, event)
  }

  return {
    async readThenCount(event) {
      const windows = read(event)
      count(event)
      return { windows }
    },
    async read(event) {
      return { windows: read(event) }
    },
    async record(event) {
      count(event)
    },
    async isComplete() {
      return true
    },
    async rebuild(events, onProgress) {
      let counted = 0
      for await (const event of events) {
        count(event)
        onProgress?.(++counted)
      }
      return counted
    },
  }
}
