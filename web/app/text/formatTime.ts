import type { Language } from './messages.ts'

const LOCALE = { en: 'en-GB', et: 'et-EE' } as const satisfies Record<Language, string>

/** Time of day, with the day where it is not `now`'s. */
export function formatTime(at: number, now: number, language: Language): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString()
  const day = isToday ? {} : ({ weekday: 'long' } as const)
  return new Intl.DateTimeFormat(LOCALE[language], { ...day, hour: '2-digit', minute: '2-digit' }).format(at)
}

/** E.g. `2:05`. */
export function formatTimeLeft(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
