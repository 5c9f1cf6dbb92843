/** What a person usually does, read off completed sessions of the past. */
import type { Habit, HabitKind } from '../../../domain/sessions/history.ts'
import { type Missing, missing } from '../feature.ts'
import type { FeatureContext } from '../featureContext.ts'
import { cellCentre, distanceKm, type Point } from './places.ts'

/** Habits of one kind that are old enough, or why there are none to compare with. */
export function habitsOf(context: FeatureContext, kind: HabitKind): Map<string, Habit> | Missing {
  if (context.history === null) return missing(context.whyNoHistory)
  if (context.subject === null) return missing('noPerson')
  return context.subject.usual?.[kind] ?? missing('learning')
}

/** Whether the person has used a value before; missing where they never used any of its kind. */
export function isHabit(context: FeatureContext, kind: HabitKind, value: string | null): boolean | Missing {
  if (value === null) return missing('notGiven')
  const habitual = habitsOf(context, kind)
  if ('missing' in habitual) return habitual
  return habitual.size === 0 ? missing('noneYet') : habitual.has(value)
}

/** Distance to the nearest usual place of a kind. */
export function kmToHabitual(
  context: FeatureContext,
  kind: 'initiatorPlace' | 'phonePlace',
  point: Point | null,
): number | Missing {
  if (point === null) return missing('placeUnknown')
  const habitual = habitsOf(context, kind)
  if ('missing' in habitual) return habitual
  const distances = [...habitual.keys()].flatMap((cell) => {
    const centre = cellCentre(cell)
    return centre === null ? [] : [distanceKm(centre, point)]
  })
  return distances.length === 0 ? missing('noneYet') : Math.min(...distances)
}
