/**
 * What this process decides with, in memory: rules, models, suppressions, thresholds. Read at the start, again
 * whenever Postgres tells of a change or the connection that tells it came back, and now and then in any case.
 * Whatever cannot be read or run leaves in force what was.
 */

import { addMs, type Clock, DAY_MS, SECOND_MS } from '../../domain/time.ts'
import type { EngineSource, Ensemble, RiskEngine } from '../../risk/engine.ts'
import type { RuleSet } from '../../risk/rules/rule.ts'
import { loadRuleSet } from '../../risk/rules/ruleSet.ts'
import type { RiskSettings } from '../../risk/settings.ts'
import type { ChangeNotifications, Log } from '../ports.ts'
import type { RuleReads, SuppressionReads } from '../rules/ports.ts'

/** A message may be lost where the connection dies unseen. */
const POLL_MS = 30 * SECOND_MS
/** The event time of a request may lie behind the wall clock; the engine compares exactly. */
const LATE_EVENTS_MS = DAY_MS

export type Models = { champion: Ensemble | null; challengers: readonly Ensemble[] }

export type EngineSourceDependencies = {
  clock: Clock
  log: Log
  changeNotifications: Pick<ChangeNotifications, 'onEngine'>
  rules: Pick<RuleReads, 'inForce'>
  suppressions: Pick<SuppressionReads, 'activeAt'>
  loadModels(): Promise<Models>
  settings: RiskSettings
}

export type ReloadedEngineSource = EngineSource & {
  /** Resolves when what was committed before the call is in force here. Never throws: the last good one stays. */
  reload(): Promise<void>
}

/** @throws Error where nothing can be put in force: a process that cannot decide must not start. */
export async function startEngineSource(
  deps: EngineSourceDependencies,
): Promise<ReloadedEngineSource & { stop(): void }> {
  const load = createLoader(deps)
  let engine = await load()
  let running: Promise<void> | null = null
  let next: Promise<void> | null = null

  async function replace(): Promise<void> {
    try {
      engine = await load()
    } catch (error) {
      deps.log.error({ err: error, ruleSet: engine.ruleSet.version }, 'the engine stays as it was')
    } finally {
      running = null
    }
  }

  /** A reading that began before the call may miss what the call is about, so another one follows it. */
  function reload(): Promise<void> {
    if (running === null) {
      running = replace()
      return running
    }
    next ??= running.then(() => {
      next = null
      return reload()
    })
    return next
  }

  const unlisten = deps.changeNotifications.onEngine(() => void reload())
  const poll = setInterval(() => void reload(), POLL_MS)
  poll.unref()
  return {
    current: () => engine,
    reload,
    stop() {
      unlisten()
      clearInterval(poll)
    },
  }
}

function createLoader(deps: EngineSourceDependencies): () => Promise<RiskEngine> {
  let compiled: { number: number; ruleSet: RuleSet } | null = null

  return async () => {
    const [stored, suppressions, models] = await Promise.all([
      deps.rules.inForce(),
      deps.suppressions.activeAt(addMs(deps.clock.now(), -LATE_EVENTS_MS)),
      deps.loadModels(),
    ])
    if (stored === null) throw new Error('no rule set is in force: the shipped one was not put there')
    if (compiled?.number !== stored.number) {
      const { number, version, prior, rules } = stored
      compiled = { number, ruleSet: { ...loadRuleSet({ prior, rules }), version } }
    }
    return {
      ruleSet: compiled.ruleSet,
      ...models,
      suppressions: suppressions.map(({ ruleId, kind, key, until }) => ({ ruleId, kind, key, until })),
      settings: deps.settings,
    }
  }
}
