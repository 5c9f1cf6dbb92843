/** @param day YYYY-MM-DD; a day of UTC stays that day wherever it is read. */
export function dayText(day: string, locale: string): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString(locale, {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  })
}
