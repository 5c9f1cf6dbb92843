/** Sums as people write them, and as the server keeps them: minor units of an ISO 4217 currency (pure). */

/** Common in the region first; any other may be typed. */
export const CURRENCIES = ['EUR', 'USD', 'GBP', 'SEK', 'NOK', 'DKK', 'PLN', 'CHF'] as const

/** How many digits the currency has behind the point, as Intl knows it (ISO 4217). */
function digitsOf(currency: string): number {
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  )
}

/** @returns minor units as digits; null where it is no sum: "1 250,50" and "1250.5" are 125050 of EUR. */
export function minorUnits(written: string, currency: string): string | null {
  if (!/^[A-Z]{3}$/.test(currency)) return null
  const match = /^(\d+)(?:[.,](\d+))?$/.exec(written.replace(/[\s\u00a0']/g, ''))
  if (match === null) return null
  const [, whole = '', fraction = ''] = match
  const digits = digitsOf(currency)
  if (fraction.length > digits) return null
  const minor = (whole + fraction.padEnd(digits, '0')).replace(/^0+(?=\d)/, '')
  // The server keeps at most 15 digits.
  return minor.length > 15 ? null : minor
}

export function moneyText(minor: string, currency: string, locale: string): string {
  const digits = digitsOf(currency)
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(Number(minor) / 10 ** digits)
}
