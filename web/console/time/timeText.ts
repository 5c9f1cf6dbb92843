/** Times as words in the reader's zone and language. */
const clocks = new Map<string, Intl.DateTimeFormat>()
const days = new Map<string, Intl.DateTimeFormat>()

/** A formatter costs far more than its use, so each language keeps one. */
function kept(
  formats: Map<string, Intl.DateTimeFormat>,
  locale: string,
  options: Intl.DateTimeFormatOptions,
) {
  const format = formats.get(locale) ?? new Intl.DateTimeFormat(locale, options)
  formats.set(locale, format)
  return format
}

export function clockTime(date: Date, locale: string): string {
  return kept(clocks, locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(date)
}

export function dayAndTime(date: Date, locale: string): string {
  const options = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const
  return kept(days, locale, options).format(date)
}

/** @param at ISO 8601 in UTC; `2026-11-03 08:15:00 UTC`. */
export function utcText(at: string): string {
  return at.replace('T', ' ').replace(/(\.\d+)?Z$/, ' UTC')
}
