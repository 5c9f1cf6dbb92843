/** The whole run as data: who there is, and everything they will do. Pure: the same seed and end give the same plan. */
import { DAY_MS, HOUR_MS } from '../../server/domain/time.ts'
import type { Act, PlannedEnrolment, PlannedSession } from './acts/act.ts'
import { type Life, ordinaryLife } from './acts/ordinary.ts'
import type { PlanContext } from './acts/planContext.ts'
import { checkIns, drawLife, newPhone, payDay } from './acts/surprises.ts'
import { planCampaigns } from './campaigns/planCampaigns.ts'
import type { Addresses } from './population/addresses.ts'
import { drawComputer, type Person } from './population/person.ts'
import { makePopulation } from './population/population.ts'
import type { SimulatedRelyingParty } from './population/relyingParties.ts'
import { createRandom, type Random } from './random.ts'

export type PlanSettings = {
  seed: number
  people: number
  historyDays: number
  /** Requests to be scored, attacks among them. */
  requests: number
  /** The part of the requests that are attacks, 0 to 1. */
  campaignShare: number
  relyingParties: readonly SimulatedRelyingParty[]
  /** Event time at which everything is over. */
  endsAt: number
}

export type Plan = {
  people: Person[]
  /** First phones, all of them before anything else. */
  enrolments: PlannedEnrolment[]
  /** Habits only, in order. */
  history: Act[]
  /** With exactly the wanted number of requests, in order. */
  scored: Act[]
}

/** Requests a day and person, about: how many days a number of requests takes. */
const USUAL_RATE = 0.35

export function planSimulation(settings: PlanSettings, addresses: Addresses): Plan {
  const { seed, endsAt, requests } = settings
  const random = createRandom(seed)
  const { people, employers } = makePopulation(random.fork('population'), addresses, settings.people)
  let lastId = 0
  const context: PlanContext = { addresses, relyingParties: settings.relyingParties, nextId: () => ++lastId }

  const attacks = Math.round(requests * settings.campaignShare)
  const ordinary = requests - attacks
  const scoredDays = Math.max(2, ordinary / (people.length * USUAL_RATE))
  const surprisesFrom = endsAt - scoredDays * DAY_MS
  // A little more than is needed: the exact number is counted back from the end.
  const from = endsAt - (1.6 * scoredDays + settings.historyDays) * DAY_MS

  const lives = people.map((person) =>
    drawLife(random.fork(`life ${person.index}`), addresses, person, surprisesFrom, endsAt),
  )
  const habits = lives.flatMap((life) =>
    ordinaryLife(random.fork(`habits ${life.person.index}`), context, life, from, endsAt),
  )
  const payDays = planPayDays(random, context, lives, employers, endsAt, scoredDays)
  const sessions = inOrder([...habits, ...payDays])
  const scoredSessions = sessions.slice(Math.max(0, sessions.length - ordinary))
  const scoredFrom = scoredSessions[0]?.at ?? endsAt
  const historyFrom = scoredFrom - settings.historyDays * DAY_MS
  const kept = sessions.filter((session) => session.at >= historyFrom)
  const around = lives.flatMap((life) => aroundSessions(random, context, life, kept))
  const campaigns = planCampaigns(random.fork('campaigns'), context, {
    lives,
    from: scoredFrom + 0.1 * (endsAt - scoredFrom),
    to: endsAt - HOUR_MS,
    requests: attacks,
  })
  const ids = new Set(scoredSessions.map((session) => session.id))
  return {
    people,
    enrolments: people.map((person) =>
      firstPhone(random.fork(`enrolment ${person.index}`), person, historyFrom),
    ),
    history: inOrder([
      ...kept.filter(({ id }) => !ids.has(id)),
      ...around.filter((act) => act.at < scoredFrom),
    ]),
    scored: inOrder([...scoredSessions, ...around.filter((act) => act.at >= scoredFrom), ...campaigns]),
  }
}

function aroundSessions(
  random: Random,
  context: PlanContext,
  life: Life,
  sessions: readonly PlannedSession[],
): Act[] {
  const own = sessions.filter((session) => session.on.person === life.person.index)
  const chance = random.fork(`around ${life.person.index}`)
  return [...newPhone(chance, context, life), ...checkIns(chance, context, life, own)]
}

/** Each employer pays once a month, and did so before. */
function planPayDays(
  random: Random,
  context: PlanContext,
  lives: readonly Life[],
  employers: number,
  endsAt: number,
  scoredDays: number,
): PlannedSession[] {
  return Array.from({ length: employers }, (_, employer) => {
    const own = random.fork(`employer ${employer}`)
    const staff = lives.filter((life) => life.person.office?.employer === employer)
    const browser = drawComputer(own)
    const at = endsAt - own.between(0.1, 0.9) * Math.min(scoredDays, 28) * DAY_MS
    const [workday, monthBefore] = [atTen(at), atTen(at - 28 * DAY_MS)]
    return [
      ...payDay(own, context, staff, browser, monthBefore),
      ...payDay(own, context, staff, browser, workday),
    ]
  }).flat()
}

/** Ten in the morning or so in these parts of the world. */
function atTen(at: number): number {
  return Math.floor(at / DAY_MS) * DAY_MS + 8 * HOUR_MS
}

/** Most accounts are old when a run begins, some are a few days. */
function firstPhone(random: Random, person: Person, historyFrom: number): PlannedEnrolment {
  const age = random.chance(0.1) ? random.between(1, 14) : random.between(20, 700)
  return {
    act: 'enrol',
    at: Math.round(historyFrom - age * DAY_MS),
    on: { person: person.index, phone: 0 },
    method: random.pick(['inPerson', 'identityCard', 'identityCard']),
    address: person.homeAddress,
    device: person.device,
  }
}

function inOrder<Timed extends { at: number }>(acts: readonly Timed[]): Timed[] {
  return [...acts].sort((a, b) => a.at - b.at)
}
