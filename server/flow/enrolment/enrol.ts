/**
 * enrol: a proved person opens an account on a phone, in two steps. The first agrees on a transport key,
 * the second takes the server's shares; then the certificates are issued and the account exists.
 */
import { createHash } from 'node:crypto'
import { type DeviceDescription, KEY_PURPOSES } from '../../domain/accounts/device.ts'
import type { StartEnrolmentAnswer, StartEnrolmentBody } from '../../domain/accounts/deviceApi.ts'
import { toId } from '../../domain/ids.ts'
import type { Instant } from '../../domain/time.ts'
import { AppError } from '../../errors.ts'
import * as signing from '../../signing/enrolment.ts'
import type { Dependencies } from '../dependencies.ts'
import { accessTokenHash } from '../phone/accessToken.ts'
import { serverKey } from '../phone/serverKey.ts'
import { type CoreStores, isMoved, type TransactDependencies, transact } from '../transact.ts'
import { newDocumentNumber } from './documentNumber.ts'
import { parseWorkingState, type WorkingState } from './enrolmentState.ts'
import { issueForAccount } from './issueForAccount.ts'
import type {
  EnrolmentId,
  EnrolmentReads,
  EnrolmentWrites,
  NewKey,
  ProofingReads,
  StartedEnrolment,
} from './ports.ts'
import { normaliseActivationCode } from './prove.ts'

type Needs = Pick<Dependencies, 'settings' | 'authority'> &
  TransactDependencies<CoreStores & { enrolments: EnrolmentWrites }> & {
    proofings: ProofingReads
    enrolments: EnrolmentReads
  }

/** @throws AppError forbidden for an activation code that opens nothing, whatever the reason; badRequest. */
export async function startEnrolment(
  deps: Needs,
  body: StartEnrolmentBody,
  occurredAt: Instant,
): Promise<StartEnrolmentAnswer> {
  const proofing = await deps.proofings.findByActivationCode(normaliseActivationCode(body.activationCode))
  if (proofing === null || proofing.used || deps.clock.now() >= proofing.expiresAt) throw opensNothing()
  const id = deps.random.id<'enrolment'>()
  const started = await signing.startEnrolment({
    enrolmentId: id,
    keyIds: { authentication: deps.random.id<'key'>(), signature: deps.random.id<'key'>() },
    phoneEcdhPublicKey: body.ecdhPublicKey,
    moduli: body.moduli,
    keyBits: deps.settings.keyBits,
    serverKey: await serverKey(deps),
    random: deps.random.bytes,
  })
  if (!started.ok) {
    throw new AppError('badRequest', 'Some fields are wrong', {
      fields: [{ field: started.field, message: problemOf(started.field, deps.settings.keyBits) }],
    })
  }
  const state: WorkingState = { device: body.device, pending: started.pending }
  const accountId = deps.random.id<'account'>()
  const secret = JSON.stringify(state)
  const isOpen = await isMoved(
    transact(deps, (tx) =>
      tx.enrolments.start({ id, proofingId: proofing.id, accountId, occurredAt, secret }),
    ),
  )
  if (!isOpen) throw opensNothing()
  return started.answer
}

function opensNothing(): AppError {
  return new AppError('forbidden', 'This activation code is wrong, used or too old')
}

function problemOf(field: 'ecdhPublicKey' | 'moduli', keyBits: number): string {
  return field === 'moduli'
    ? `must be two different moduli of ${keyBits} bits`
    : 'must be a public key on P-256'
}

/**
 * The same message sent again, after an answer that was lost, gets the same answer.
 * @throws AppError notFound where nothing waits to be finished; badRequest where it is not the phone that started.
 */
export async function finishEnrolment(
  deps: Needs,
  { id, sealed, ip }: { id: EnrolmentId; sealed: string; ip: string },
): Promise<{ sealed: string }> {
  const enrolment = await deps.enrolments.findStarted(id)
  if (enrolment === null) return await answerAgain(deps, id, sealed)
  const { device, pending } = parseWorkingState(enrolment.secret)
  const finished = await signing.finishEnrolment(pending, sealed, deps.random.bytes)
  if (!finished.ok) throw new AppError('badRequest', 'The enrolment cannot be finished with this message')

  const documentNumber = newDocumentNumber(
    deps.random,
    enrolment.identity.semanticsIdentifier,
    enrolment.level,
  )
  const accessToken = Buffer.from(deps.random.bytes(32)).toString('base64url')
  const { accountId } = enrolment
  const answer = await signing.sealEnrolmentAnswer(finished, {
    enrolmentId: id,
    accountId,
    accessToken,
    documentNumber,
  })
  const account = {
    id: accountId,
    subjectId: enrolment.subjectId,
    documentNumber,
    level: enrolment.level,
    accessTokenHash: accessTokenHash(accessToken),
    enrolledAt: enrolment.occurredAt,
    device: deviceOf(device),
    lastAddress: ip,
    keys: newKeys(deps, enrolment, documentNumber, finished),
  }
  const answered = { requestHash: requestHash(sealed), sealed: answer }
  const opened = await isMoved(
    transact(deps, (tx) => tx.enrolments.finish(enrolment, account, answered, tx.clock.now())),
  )
  return opened ? { sealed: answer } : await answerAgain(deps, id, sealed)
}

async function answerAgain(deps: Needs, id: EnrolmentId, sealed: string): Promise<{ sealed: string }> {
  const answered = await deps.enrolments.findAnswer(id)
  if (answered?.requestHash !== requestHash(sealed)) throw new AppError('notFound', 'No such enrolment')
  return { sealed: answered.sealed }
}

function requestHash(sealed: string): string {
  return createHash('sha256').update(sealed, 'ascii').digest('base64url')
}

function deviceOf(device: DeviceDescription): DeviceDescription {
  return { ...device, interactions: [...new Set(device.interactions)] }
}

function newKeys(
  deps: Needs,
  enrolment: StartedEnrolment,
  documentNumber: string,
  finished: Extract<signing.Finished, { ok: true }>,
): NewKey[] {
  const { identity, level } = enrolment
  return KEY_PURPOSES.map((purpose) => {
    const { keyId, modulus, serverShare, oneTimePasswordHash } = finished.keys[purpose]
    const { serial, der } = issueForAccount(deps, { purpose, identity, documentNumber, level, modulus })
    return {
      id: toId<'key'>(keyId),
      purpose,
      modulus: Uint8Array.from(modulus),
      serverShare,
      transportKey: finished.transportKey,
      oneTimePasswordHash: Uint8Array.from(oneTimePasswordHash),
      certificateSerial: serial,
      certificate: der,
    }
  })
}
