/** Which habits are a person's own: worked out once a session, for many features ask. */
import type { Habit, HabitKind, Habits } from '../../../domain/sessions/history.ts'
import { DAY_MS, HOUR_MS, type Instant } from '../../../domain/time.ts'

/**
 * A value counts as a habit only when it was first used this long ago: the sessions of one attack, even
 * completed ones, do not make the attacker's browser, network or place the person's own.
 */
export const HABIT_AGE_MS = 12 * HOUR_MS
/** Until a person has this many completed sessions over this long, there are no habits to differ from. */
export const LEARNING_SESSIONS = 3
export const LEARNING_MS = 2 * DAY_MS

/** Null while the person is still too new. */
export function baselineHabits(habits: Habits, now: Instant): Habits | null {
  if (!hasLearned(habits, now)) return null
  const established = (kind: HabitKind) =>
    new Map([...habits[kind]].filter(([, habit]) => isOldEnough(habit, now)))
  return {
    relyingParty: established('relyingParty'),
    trackingKey: established('trackingKey'),
    initiatorNetwork: established('initiatorNetwork'),
    initiatorPlace: established('initiatorPlace'),
    phoneNetwork: established('phoneNetwork'),
    phonePlace: established('phonePlace'),
    payee: established('payee'),
    hour: established('hour'),
    userAgent: established('userAgent'),
    initiatorCountry: established('initiatorCountry'),
  }
}

function hasLearned(habits: Habits, now: Instant): boolean {
  const atRelyingParties = [...habits.relyingParty.values()]
  const sessions = atRelyingParties.reduce((sum, habit) => sum + habit.sessions, 0)
  const first = Math.min(...atRelyingParties.map((habit) => habit.firstAt))
  return sessions >= LEARNING_SESSIONS && now - first >= LEARNING_MS
}

function isOldEnough(habit: Habit, now: Instant): boolean {
  return now - habit.firstAt >= HABIT_AGE_MS
}
