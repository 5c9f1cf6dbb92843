/** A registration authority vouches for a person, and hands out the code that opens one account. */

import type { Contact, Identity, ProofingId } from '../../domain/accounts/proofing.ts'
import type { ConsoleUserId } from '../../domain/ids.ts'
import type { CertificateLevel } from '../../domain/sessions/session.ts'
import { addMs, DAY_MS, type Instant } from '../../domain/time.ts'
import { AppError } from '../../errors.ts'
import { audit, consoleUser } from '../audit.ts'
import type { Random } from '../ports.ts'
import { type CoreStores, type TransactDependencies, transact } from '../transact.ts'
import type { ProofingWrites } from './ports.ts'

const ACTIVATION_CODE_LIFE_MS = 7 * DAY_MS
/** 32 signs without those that people confuse (no I, L, O, U). */
const CODE_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** 16 signs of 5 bits each: 80 bits. */
const CODE_LENGTH = 16

export type ProveDependencies = TransactDependencies<CoreStores & { proofings: ProofingWrites }>

export type ProveRequest = {
  identity: Identity
  contact: Contact | null
  level: CertificateLevel
  /** How the person was identified, e.g. `inPerson`. */
  method: string
  authority: string
  provedAt: Instant
  /** Null where a script of the demo records it. */
  userId: ConsoleUserId | null
}

/** @throws AppError badRequest where the semantics identifier is not one. */
export async function prove(
  deps: ProveDependencies,
  request: ProveRequest,
): Promise<{ proofingId: ProofingId; activationCode: string }> {
  if (!/^(PNO|PAS|IDC)[A-Z]{2}-\S{1,40}$/.test(request.identity.semanticsIdentifier)) {
    throw new AppError('badRequest', 'The semantics identifier is not one', {
      fields: [{ field: 'semanticsIdentifier', message: 'must look like PNOEE-30303039914' }],
    })
  }
  const { userId, ...proofing } = request
  const id = deps.random.id<'proofing'>()
  const now = deps.clock.now()
  const activationCode = drawActivationCode(deps.random)
  const { method, authority, level } = request
  await transact(deps, async (tx) => {
    await tx.proofings.create({
      ...proofing,
      id,
      newSubjectId: tx.random.id<'subject'>(),
      activationCode: normaliseActivationCode(activationCode),
      expiresAt: addMs(now, ACTIVATION_CODE_LIFE_MS),
    })
    const object = { kind: 'proofing', id } as const
    await audit(tx, consoleUser(userId), 'proofing.recorded', object, { method, authority, level })
  })
  return { proofingId: id, activationCode }
}

/** As people type it: small letters, spaces or hyphens, O for 0, I or L for 1. */
export function normaliseActivationCode(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
}

function drawActivationCode(random: Random): string {
  const signs = Array.from(random.bytes(CODE_LENGTH), (byte) =>
    CODE_ALPHABET.charAt(byte % CODE_ALPHABET.length),
  )
  return [0, 4, 8, 12].map((from) => signs.slice(from, from + 4).join('')).join('-')
}
