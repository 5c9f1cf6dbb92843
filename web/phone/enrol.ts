/** Enrolment on the phone: makes both keys, agrees with the server, keeps one share of each under its PIN. */
import { z } from 'zod'
import type { DeviceDescription, KeyPurpose } from '../../server/domain/accounts/device.ts'
import type { DeviceApi } from '../../server/domain/accounts/deviceApi.ts'
import {
  deriveTransportKey,
  generateEcdhPair,
  openFromServer,
  sealForServer,
  verifyHandshake,
} from './channel.ts'
import { type GenerateKey, generateSplitKey, type KeyBits, type SplitKey } from './keys.ts'
import { type Octets, randomOctets, toBase64url } from './octets.ts'
import { PhoneError } from './phoneError.ts'
import {
  type PhoneAccount,
  type PhoneKey,
  type PhoneStorage,
  writeAccount,
  writeKey,
} from './phoneStorage.ts'
import { type KeyDerivation, protectShare } from './pinShare.ts'
import { untilAnswered } from './untilAnswered.ts'

export const ENROLMENT_STEPS = ['makingKeys', 'agreeing', 'protecting', 'finishing'] as const
export type EnrolmentStep = (typeof ENROLMENT_STEPS)[number]

export type EnrolInput = {
  activationCode: string
  /** 4 to 12 digits; for authentication. */
  pin1: string
  /** 5 to 12 digits; for signatures. */
  pin2: string
  device: DeviceDescription
  onStep?: (step: EnrolmentStep) => void
}

export type EnrolSettings = {
  keyBits: KeyBits
  keyDerivation: KeyDerivation
  /** kid of the server's long-term key, where the app was shipped with it. */
  expectedServerKid: string | null
  generateKey: GenerateKey | undefined
}

const startSchema = z.object({ keyId: z.string(), oneTimePassword: z.string() })
const startsSchema = z.object({ authentication: startSchema, signature: startSchema })
const passwordSchema = z.object({ oneTimePassword: z.string() })
const answerSchema = z.object({
  accountId: z.string(),
  accessToken: z.string(),
  documentNumber: z.string(),
  authentication: passwordSchema,
  signature: passwordSchema,
})

/** @throws PhoneError badPin, notTheServer, noAnswer; and what the DeviceApi throws. */
export async function enrol(
  api: DeviceApi,
  storage: PhoneStorage,
  input: EnrolInput,
  settings: EnrolSettings,
): Promise<PhoneAccount> {
  if (!/^\d{4,12}$/.test(input.pin1)) throw new PhoneError('badPin', 'PIN1 must have 4 to 12 digits')
  if (!/^\d{5,12}$/.test(input.pin2)) throw new PhoneError('badPin', 'PIN2 must have 5 to 12 digits')

  input.onStep?.('makingKeys')
  const keys = {
    authentication: await generateSplitKey(settings.keyBits, settings.generateKey),
    signature: await generateSplitKey(settings.keyBits, settings.generateKey),
  }

  input.onStep?.('agreeing')
  const { enrolmentId, transportKey, starts } = await agree(api, input, keys, settings)

  input.onStep?.('protecting')
  const authentication = await protectKey('authentication', keys, input.pin1, starts, transportKey, settings)
  const signature = await protectKey('signature', keys, input.pin2, starts, transportKey, settings)

  input.onStep?.('finishing')
  const hand = (purpose: KeyPurpose) => ({
    serverShare: toBase64url(keys[purpose].serverShare),
    oneTimePassword: starts[purpose].oneTimePassword,
    retransmissionNonce: toBase64url(randomOctets(16)),
  })
  const message = { authentication: hand('authentication'), signature: hand('signature') }
  const sealed = await sealForServer(message, transportKey, enrolmentId)
  for (const key of Object.values(keys)) key.serverShare.fill(0)
  const finished = await untilAnswered(() => api.finishEnrolment(enrolmentId, sealed))
  const answer = answerSchema.parse(await openFromServer(finished.sealed, transportKey, enrolmentId))

  const account: PhoneAccount = {
    accountId: answer.accountId,
    accessToken: answer.accessToken,
    documentNumber: answer.documentNumber,
    keyIds: { authentication: authentication.keyId, signature: signature.keyId },
  }
  await writeKey(storage, { ...authentication, oneTimePassword: answer.authentication.oneTimePassword })
  await writeKey(storage, { ...signature, oneTimePassword: answer.signature.oneTimePassword })
  await writeAccount(storage, account)
  return account
}

async function agree(
  api: DeviceApi,
  { activationCode, device }: EnrolInput,
  keys: Record<KeyPurpose, SplitKey>,
  { expectedServerKid }: EnrolSettings,
) {
  const serverKey = await untilAnswered(() => api.serverKey())
  if (expectedServerKid !== null && serverKey.kid !== expectedServerKid) {
    throw new PhoneError('notTheServer', 'The server has another key than the one this app knows')
  }
  const ecdh = await generateEcdhPair()
  const started = await api.startEnrolment({
    activationCode,
    device,
    ecdhPublicKey: ecdh.publicJwk,
    moduli: {
      authentication: toBase64url(keys.authentication.modulus),
      signature: toBase64url(keys.signature.modulus),
    },
  })
  const { enrolmentId, serverEcdhPublicKey } = started
  await verifyHandshake({
    jws: started.handshake,
    enrolmentId,
    phoneKey: ecdh.publicJwk,
    serverEcdhKey: serverEcdhPublicKey,
    serverKey,
  })
  const transportKey = await deriveTransportKey(ecdh.privateKey, serverEcdhPublicKey)
  const starts = startsSchema.parse(await openFromServer(started.sealed, transportKey, enrolmentId))
  return { enrolmentId, transportKey, starts }
}

async function protectKey(
  purpose: KeyPurpose,
  keys: Record<KeyPurpose, SplitKey>,
  pin: string,
  starts: z.infer<typeof startsSchema>,
  transportKey: Octets,
  { keyDerivation }: EnrolSettings,
): Promise<PhoneKey> {
  const { modulus, phoneShare } = keys[purpose]
  const share = await protectShare(phoneShare, pin, keyDerivation)
  phoneShare.fill(0)
  return {
    keyId: starts[purpose].keyId,
    purpose,
    modulus: toBase64url(modulus),
    transportKey: toBase64url(transportKey),
    salt: toBase64url(share.salt),
    ciphertext: toBase64url(share.ciphertext),
    keyDerivation: share.keyDerivation,
    oneTimePassword: starts[purpose].oneTimePassword,
    pendingNonce: null,
  }
}
