/**
 * Plays a seeded population against a running service, through its doors only: the RP API, the device API,
 * and the console API as registrar and analyst. The service must run in test mode, which takes event times.
 */
import { HOUR_MS, SECOND_MS } from '../../server/domain/time.ts'
import type { GenerateKey } from '../../web/phone/keys.ts'
import type { KeyDerivation } from '../../web/phone/pinShare.ts'
import { planSimulation } from './plan.ts'
import { startAnalyst } from './play/analyst.ts'
import { type ConsoleClient, signIn } from './play/consoleClient.ts'
import { createPace, inParallel } from './play/pace.ts'
import { enrol, playActs } from './play/playActs.ts'
import { createRelyingPartyClient } from './play/relyingPartyClient.ts'
import { createWorld, type World } from './play/world.ts'
import { openAddresses } from './population/addresses.ts'
import { simulatedRelyingParties } from './population/relyingParties.ts'
import { createRandom } from './random.ts'
import { makeReport, type SimulationReport } from './report/report.ts'
import type { ScoredSession } from './report/scoredSession.ts'

export type { SimulationReport } from './report/report.ts'

export const PHASES = ['enrolment', 'habits', 'requests', 'figures'] as const
export type Phase = (typeof PHASES)[number]

export type SimulationSettings = {
  /** Plays once on a database: the same people would open second accounts the next time. */
  seed: number
  /** Requests to be scored, after the habits. */
  requests: number
  /** Plain address of the service, e.g. http://127.0.0.1:8080. */
  baseUrl: string
  /** Of the console's users `analyst` and `registrar`. */
  consolePassword: string
  /** Those whose trade is known take part. */
  relyingParties: readonly { uuid: string; name: string }[]
  onProgress(done: number, total: number, phase: Phase): void
  /** Each scored request with what the console says of it, for whoever wants to know more than the figures. */
  onSession?: (session: ScoredSession) => void
  /** Replaces WebCrypto where phones make their keys. */
  generateKey?: GenerateKey
} & Partial<SimulationOptions>

export type SimulationOptions = {
  /** Null: as many as the requests need. */
  people: number | null
  historyDays: number
  /** The part of the requests that are attacks, 0 to 1. */
  campaignShare: number
  /** Where the relying parties' servers speak from: they must be allowed to. */
  relyingPartyAddress: string
  /** Below the service's address. */
  relyingPartyPath: string
  schemeName: string
  keyBits: 2048 | 3072
  keyDerivation: KeyDerivation
  /** Requests on their way at a time, at most. */
  concurrency: number
  sessionSeconds: number
}

export const DEFAULT_OPTIONS: SimulationOptions = {
  people: null,
  historyDays: 28,
  campaignShare: 0.15,
  relyingPartyAddress: '127.0.0.1',
  relyingPartyPath: '/smart-id-rp',
  schemeName: 'smart-id-demo',
  keyBits: 2048,
  // scrypt as light as it goes: a run makes thousands of shares.
  keyDerivation: { N: 2, r: 1, p: 1 },
  concurrency: 6,
  sessionSeconds: 180,
}

/** Slower than this on its way to the phone, and the service is too busy. */
const SLOW_MS = 400
const PHONES_AT_ONCE = 4
const READERS = 4

/** @throws Error where the service cannot be reached or does not know the credentials. */
export async function simulate(given: SimulationSettings): Promise<SimulationReport> {
  const settings = { ...DEFAULT_OPTIONS, ...given }
  const { baseUrl, seed, onProgress, consolePassword: password } = settings
  const people = settings.people ?? Math.min(150, Math.max(24, Math.round(settings.requests / 10)))
  const relyingParties = simulatedRelyingParties(settings.relyingParties, settings.relyingPartyAddress)
  // Stories take minutes of event time, and none may end after the present.
  const endsAt = Date.now() - HOUR_MS
  const plan = planSimulation({ ...settings, people, relyingParties, endsAt }, openAddresses())
  const [registrar, analyst] = await Promise.all([
    signIn(baseUrl, { username: 'registrar', password }),
    signIn(baseUrl, { username: 'analyst', password }),
  ])
  const world = createWorld({
    people: plan.people,
    relyingParty: createRelyingPartyClient({
      baseUrl,
      path: settings.relyingPartyPath,
      schemeName: settings.schemeName,
    }),
    registrar,
    pace: createPace({ most: settings.concurrency, slowMs: SLOW_MS }),
    phoneSettings: {
      baseUrl,
      keyBits: settings.keyBits,
      keyDerivation: settings.keyDerivation,
      generateKey: settings.generateKey,
    },
    sessionMs: settings.sessionSeconds * SECOND_MS,
  })

  let enrolled = 0
  await inParallel(plan.enrolments, PHONES_AT_ONCE, async (enrolment) => {
    await enrol(world, enrolment)
    onProgress(++enrolled, plan.enrolments.length, 'enrolment')
  })
  const atTheConsole = startAnalyst(world, analyst, createRandom(seed, 'analyst'))
  try {
    await playPhase(world, plan.history, 'habits', onProgress)
    world.played.clear()
    await playPhase(world, plan.scored, 'requests', onProgress)
  } finally {
    await atTheConsole.stop()
  }
  const sessions = await readSessions(world, analyst, onProgress)
  for (const session of sessions) settings.onSession?.(session)
  const requests = plan.scored.filter((act) => act.act === 'session').length
  return makeReport(sessions, requests, world.failures)
}

async function playPhase(
  world: World,
  acts: Parameters<typeof playActs>[1],
  phase: Phase,
  onProgress: SimulationSettings['onProgress'],
): Promise<void> {
  let done = 0
  await playActs(world, acts, () => onProgress(++done, acts.length, phase))
}

async function readSessions(
  world: World,
  console: ConsoleClient,
  onProgress: SimulationSettings['onProgress'],
): Promise<ScoredSession[]> {
  const sessions: ScoredSession[] = []
  const all = [...world.played.values()]
  await inParallel(all, READERS, async (played) => {
    const seen = played.sessionId === null ? null : await console.readSession(played.sessionId)
    sessions.push({ played, seen })
    onProgress(sessions.length, all.length, 'figures')
  })
  return sessions.sort((a, b) => a.played.planned.id - b.played.planned.id)
}
