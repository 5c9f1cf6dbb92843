/**
 * The outage meter's pen: an API process notes for each minute whether it could do anything and what it answered. A
 * minute that cannot be written, for Postgres is away, is kept and written when Postgres is back, as one in which
 * the process was not able.
 */

import { type Clock, type Instant, MINUTE_MS, SECOND_MS, toInstant } from '../../domain/time.ts'
import type { Log, Random } from '../ports.ts'
import type { DashboardMinutes, ProcessMinute } from './ports.ts'

export type ServiceMeterDependencies = {
  clock: Clock
  random: Random
  log: Log
  dashboardMinutes: Pick<DashboardMinutes, 'write'>
}

/** Often, so that a process that dies loses little, and a short absence of Postgres is not the whole minute's. */
const WRITE_EVERY_MS = 10 * SECOND_MS
/** A week of minutes: whoever was away longer has been noticed. */
const KEPT_MINUTES = 7 * 24 * 60

export type ServiceMeter = ReturnType<typeof createServiceMeter>

export function createServiceMeter(deps: ServiceMeterDependencies) {
  const processId = deps.random.id<'process'>()
  const minutes = new Map<Instant, ProcessMinute>()

  function minuteOf(at: Instant): ProcessMinute {
    const minute = toInstant(at - (at % MINUTE_MS))
    const known = minutes.get(minute)
    if (known !== undefined) return known
    const begun: ProcessMinute = { minute, processId, able: false, answered: 0, refused: 0 }
    minutes.set(minute, begun)
    // A map keeps the order in which it was filled: the first is the oldest.
    const [oldest] = minutes.keys()
    if (minutes.size > KEPT_MINUTES && oldest !== undefined) minutes.delete(oldest)
    return begun
  }

  return {
    /** A relying party was answered; `isRefused`: that the service is not available. */
    note(isRefused: boolean): void {
      const minute = minuteOf(deps.clock.now())
      if (isRefused) minute.refused += 1
      else minute.answered += 1
    },

    /** Writes what was noted. That it can be written is what makes the running minute one in which we are able. */
    async write(): Promise<void> {
      const now = minuteOf(deps.clock.now())
      const written = [...minutes.values()].map((one) => ({ ...one, able: one.able || one === now }))
      await deps.dashboardMinutes.write(written)
      now.able = true
      for (const { minute } of written) if (minute !== now.minute) minutes.delete(minute)
    },
  }
}

/** Writes again and again until stopped, and once more then. */
export function startServiceMeter(meter: ServiceMeter, log: Log): { stop(): Promise<void> } {
  async function write() {
    try {
      await meter.write()
    } catch (error) {
      log.warn({ err: error }, 'the outage meter cannot write; it keeps its minutes')
    }
  }
  let running = write()
  const timer = setInterval(() => {
    running = running.then(write)
  }, WRITE_EVERY_MS)
  return {
    async stop() {
      clearInterval(timer)
      await running
      await write()
    },
  }
}
