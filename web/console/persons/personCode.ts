/** How a person is asked for: by semantics identifier, ETSI EN 319 412-1 clause 5.1.3 (pure). */
export const CODE_COUNTRIES = ['EE', 'LV', 'LT'] as const
export type CodeCountry = (typeof CODE_COUNTRIES)[number]

const WHOLE = /^(PNO|PAS|IDC)[A-Z]{2}-[A-Za-z0-9-]{1,30}$/
const CODE = /^[0-9]{6}-?[0-9]{5}$/

/** A whole identifier as it is, a personal code with the country before it; null where it is neither. */
export function semanticsIdentifierOf(typed: string, country: CodeCountry): string | null {
  const text = typed.trim()
  if (WHOLE.test(text.toUpperCase())) return text.toUpperCase()
  return CODE.test(text) ? `PNO${country}-${text}` : null
}
