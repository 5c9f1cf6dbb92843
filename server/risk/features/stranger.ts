/** Whether a browser is one that this person uses, as far as habits tell. */
import type { PastEvent } from '../../domain/history.ts'
import { type Missing, missing } from './feature.ts'
import { habitsOf, isHabit, kmToUsual } from './habits.ts'
import type { Scene } from './scene.ts'

const SEVERAL_KEYS = 5
const MOSTLY_ONCE = 0.6
const FAR_FROM_USUAL_KM = 150

/** Missing too where the person's browser takes a new tracking id each time: then it tells nothing. */
export function isTrackingKnown(scene: Scene, trackingKey: string | null): boolean | Missing {
  const known = isHabit(scene, 'trackingKey', trackingKey)
  return known === false && trackingRotates(scene) ? missing('trackingRotates') : known
}

/**
 * A stranger's browser is known neither by its tracking id nor by its network. Without a tracking id the
 * network alone says too little (phones roam between networks), so the place must be new as well.
 */
export function isStranger(scene: Scene): boolean | Missing {
  const { address, trackingKey } = scene.facts.initiator
  if (address === null && trackingKey === null) return missing('initiatorUnknown')
  const trackingKnown = isTrackingKnown(scene, trackingKey)
  if (trackingKnown === true) return false
  const networkKnown = isHabit(scene, 'initiatorNetwork', address?.networkKey ?? null)
  if (networkKnown === true) return false
  if (trackingKnown === false) return true
  if (networkKnown === false) return isFarFromUsual(scene)
  return networkKnown
}

/** The same of a request of the past: its place is not kept, so its tracking id or network must speak. */
export function wasStranger(scene: Scene, event: PastEvent): boolean {
  const tracking = isTrackingKnown(scene, event.trackingKey)
  const network = isHabit(scene, 'initiatorNetwork', event.initiatorNetwork)
  return tracking === false && network !== true
}

function isFarFromUsual(scene: Scene): boolean | Missing {
  const km = kmToUsual(scene, 'initiatorPlace', scene.facts.initiator.address?.place ?? null)
  return typeof km === 'number' ? km > FAR_FROM_USUAL_KM : km
}

function trackingRotates(scene: Scene): boolean {
  const usual = habitsOf(scene, 'trackingKey')
  if ('missing' in usual || usual.size < SEVERAL_KEYS) return false
  const once = [...usual.values()].filter((habit) => habit.sessions === 1).length
  return once / usual.size > MOSTLY_ONCE
}
