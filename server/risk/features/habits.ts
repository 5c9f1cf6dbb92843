/** What a person usually does, read off completed sessions of the past. */
import type { Habit, HabitKind } from '../../domain/history.ts'
import { DAY_MS, HOUR_MS, type Instant } from '../../domain/time.ts'
import { type Missing, missing } from './feature.ts'
import { cellCentre, distanceKm, type Point } from './places.ts'
import type { Scene } from './scene.ts'

/**
 * A value counts as a habit only when it was first used this long ago: the sessions of one attack, even
 * completed ones, do not make the attacker's browser, network or place the person's own.
 */
export const HABIT_AGE_MS = 12 * HOUR_MS
/** Until a person has this many completed sessions over this long, there are no habits to differ from. */
export const LEARNING_SESSIONS = 3
export const LEARNING_MS = 2 * DAY_MS

/** Habits of one kind that are old enough, or why there are none to compare with. */
export function habitsOf(scene: Scene, kind: HabitKind): Map<string, Habit> | Missing {
  if (scene.history === null) return missing(scene.whyNoHistory)
  if (scene.subject === null) return missing('noPerson')
  if (!hasLearned(scene)) return missing('learning')
  return new Map([...scene.subject.habits[kind]].filter(([, habit]) => isOldEnough(habit, scene.now)))
}

export function hasLearned(scene: Scene): boolean {
  if (scene.subject === null) return false
  const usual = [...scene.subject.habits.relyingParty.values()]
  const sessions = usual.reduce((sum, habit) => sum + habit.sessions, 0)
  const first = Math.min(...usual.map((habit) => habit.firstAt))
  return sessions >= LEARNING_SESSIONS && scene.now - first >= LEARNING_MS
}

function isOldEnough(habit: Habit, now: Instant): boolean {
  return now - habit.firstAt >= HABIT_AGE_MS
}

/** Whether the person has used a value before; missing where they never used any of its kind. */
export function isHabit(scene: Scene, kind: HabitKind, value: string | null): boolean | Missing {
  if (value === null) return missing('notGiven')
  const usual = habitsOf(scene, kind)
  if ('missing' in usual) return usual
  return usual.size === 0 ? missing('noneYet') : usual.has(value)
}

/** Distance to the nearest usual place of a kind. */
export function kmToUsual(
  scene: Scene,
  kind: 'initiatorPlace' | 'phonePlace',
  point: Point | null,
): number | Missing {
  if (point === null) return missing('placeUnknown')
  const usual = habitsOf(scene, kind)
  if ('missing' in usual) return usual
  const distances = [...usual.keys()].flatMap((cell) => {
    const centre = cellCentre(cell)
    return centre === null ? [] : [distanceKm(centre, point)]
  })
  return distances.length === 0 ? missing('noneYet') : Math.min(...distances)
}
