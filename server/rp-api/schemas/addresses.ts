/** What stands in the paths and queries of the RP API. */
import { z } from 'zod'

/** ETSI EN 319 412-1 semantics identifier, as narrow as the RP API takes it. */
export const semanticsIdentifier = z
  .string()
  .max(128)
  .regex(/^(PNO|PAS|IDC)[A-Z]{2}-[^\s/]+$/, 'must be a semantics identifier, e.g. PNOEE-30303039914')

export const documentNumber = z
  .string()
  .max(128)
  .regex(
    /^(PNO|PAS|IDC)[A-Z]{2}-[^\s/]+-[A-Z0-9]{4}-N?Q$/,
    'must be a document number, e.g. PNOEE-30303039914-MOCK-Q',
  )

const LEAST_TIMEOUT_MS = 1_000
const MOST_TIMEOUT_MS = 120_000
/** The middle of the range, as the standard has it. */
const DEFAULT_TIMEOUT_MS = (LEAST_TIMEOUT_MS + MOST_TIMEOUT_MS) / 2

/** Milliseconds; what lies outside the range is clipped to it. */
export const timeoutMs = z
  .string()
  .regex(/^\d{1,9}$/, 'must be whole milliseconds')
  .transform((text) => Math.min(MOST_TIMEOUT_MS, Math.max(LEAST_TIMEOUT_MS, Number(text))))
  .default(DEFAULT_TIMEOUT_MS)
