/** The name of an account instance: `PNOEE-30303039914-K2GN-Q` (RP API, identity model). */

import type { CertificateLevel } from '../../domain/sessions/session.ts'
import type { Random } from '../ports.ts'

const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
const PART_LENGTH = 4
const SUFFIX = { QUALIFIED: 'Q', ADVANCED: 'NQ' } as const satisfies Record<CertificateLevel, string>

export function newDocumentNumber(
  random: Pick<Random, 'integer'>,
  semanticsIdentifier: string,
  level: CertificateLevel,
): string {
  const signs = Array.from({ length: PART_LENGTH }, () => SIGNS.charAt(random.integer(0, SIGNS.length - 1)))
  return `${semanticsIdentifier}-${signs.join('')}-${SUFFIX[level]}`
}
