/** Whether a browser is one that this person uses, as far as habits tell. */
import type { PastEvent } from '../../domain/sessions/history.ts'
import { type Missing, mapRead, missing } from './feature.ts'
import type { FeatureContext } from './featureContext.ts'
import { habitsOf, isHabit, kmToHabitual } from './habits/habits.ts'
import { cellCentre, type Point } from './habits/places.ts'

const SEVERAL_KEYS = 5
const MOSTLY_ONCE = 0.6
const FAR_FROM_USUAL_KM = 150

/** Missing too where the person's browser takes a new tracking id each time: then it tells nothing. */
export function isTrackingKnown(context: FeatureContext, trackingKey: string | null): boolean | Missing {
  const known = isHabit(context, 'trackingKey', trackingKey)
  return known === false && trackingRotates(context) ? missing('trackingRotates') : known
}

/** Where and in what a request was started, now or in the past. */
type Origin = { trackingKey: string | null; network: string | null; place: Point | null }

/**
 * A stranger's browser is known neither by its tracking id nor by its network. Without a tracking id the
 * network alone says too little (phones roam between networks), so the place must be new as well.
 */
export function isStranger(context: FeatureContext): boolean | Missing {
  const origin = originOf(context)
  return origin === null ? missing('initiatorUnknown') : isStrange(context, origin)
}

/** The same of a request of the past. */
export function wasStranger(context: FeatureContext, event: PastEvent): boolean {
  return judge(context, event).stranger
}

/**
 * Nothing shows that the person started the request: neither browser nor network is theirs, or nobody says.
 * Unlike a stranger's, an unfamiliar request may well be the person's; with other signs it counts.
 */
export function isUnfamiliar(context: FeatureContext): boolean | Missing {
  const habitual = habitsOf(context, 'trackingKey')
  if ('missing' in habitual) return habitual
  return !isFamiliar(context, originOf(context))
}

export function wasUnfamiliar(context: FeatureContext, event: PastEvent): boolean {
  return judge(context, event).unfamiliar
}

type Judged = Pick<PastEvent, 'trackingKey' | 'initiatorNetwork' | 'initiatorPlace'> & {
  stranger: boolean
  unfamiliar: boolean
}

/** A month of requests comes from few places, and each is asked about by several features. */
const judgedOf = new WeakMap<FeatureContext, Judged[]>()

function judge(context: FeatureContext, event: PastEvent): Judged {
  const judged = judgedOf.get(context) ?? []
  if (judged.length === 0) judgedOf.set(context, judged)
  const { trackingKey, initiatorNetwork, initiatorPlace } = event
  for (const one of judged) {
    if (
      one.trackingKey === trackingKey &&
      one.initiatorNetwork === initiatorNetwork &&
      one.initiatorPlace === initiatorPlace
    )
      return one
  }
  const origin = originOfEvent(event)
  const labelEvent = {
    trackingKey,
    initiatorNetwork,
    initiatorPlace,
    stranger: isStrange(context, origin) === true,
    unfamiliar: !isFamiliar(context, origin),
  }
  judged.push(labelEvent)
  return labelEvent
}

function isFamiliar(context: FeatureContext, origin: Origin | null): boolean {
  if (origin === null) return false
  return (
    isTrackingKnown(context, origin.trackingKey) === true ||
    isHabit(context, 'initiatorNetwork', origin.network) === true
  )
}

function isStrange(context: FeatureContext, { trackingKey, network, place }: Origin): boolean | Missing {
  const trackingKnown = isTrackingKnown(context, trackingKey)
  if (trackingKnown === true) return false
  const networkKnown = isHabit(context, 'initiatorNetwork', network)
  if (networkKnown === true) return false
  if (trackingKnown === false) return true
  if (networkKnown === false) {
    return mapRead(kmToHabitual(context, 'initiatorPlace', place), (km) => km > FAR_FROM_USUAL_KM)
  }
  return networkKnown
}

/** Null where the relying party did not say. */
function originOf({ facts: { initiator } }: FeatureContext): Origin | null {
  const { address, trackingKey } = initiator
  if (address === null && trackingKey === null) return null
  return { trackingKey, network: address?.networkKey ?? null, place: address?.place ?? null }
}

function originOfEvent({ trackingKey, initiatorNetwork, initiatorPlace }: PastEvent): Origin {
  const place = initiatorPlace === null ? null : cellCentre(initiatorPlace)
  return { trackingKey, network: initiatorNetwork, place }
}

function trackingRotates(context: FeatureContext): boolean {
  const habitual = habitsOf(context, 'trackingKey')
  if ('missing' in habitual || habitual.size < SEVERAL_KEYS) return false
  const once = [...habitual.values()].filter((habit) => habit.sessions === 1).length
  return once / habitual.size > MOSTLY_ONCE
}
