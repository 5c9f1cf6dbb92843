/** The door of the app: what the server sends is a PhoneRequest, or nothing is shown. */
import { z } from 'zod'
import type { PhoneRequest } from '../../../server/domain/sessions/phoneRequest.ts'
import {
  FLOWS,
  HASH_ALGORITHMS,
  INTERACTION_TYPES,
  SESSION_KINDS,
} from '../../../server/domain/sessions/session.ts'

const kind = z.enum(SESSION_KINDS)
const flow = z.enum(FLOWS)
const interactionType = z.enum(INTERACTION_TYPES)
const hash = z.enum(HASH_ALGORITHMS)

const algorithm = z.discriminatedUnion('padding', [
  z.object({ padding: z.literal('PKCS1_V1_5'), hash }),
  z.object({ padding: z.literal('PSS'), hash, saltLength: z.int() }),
])

const content = z.discriminatedUnion('protocol', [
  z.object({ protocol: z.literal('digest'), digest: z.string() }),
  z.object({
    protocol: z.literal('acspV2'),
    scheme: z.string(),
    serverRandom: z.string(),
    rpChallenge: z.string(),
    userChallenge: z.string(),
    relyingPartyName: z.string(),
    brokeredRpName: z.string(),
    interactionsB64: z.string(),
    interactionTypeUsed: interactionType,
    initialCallbackUrl: z.string(),
    flowType: flow,
  }),
])

const warning = z.object({
  title: z.string(),
  body: z.string(),
  points: z.array(z.string()),
  stopLabel: z.string(),
  secondStep: z.boolean(),
  waitSeconds: z.number(),
  codeChoice: z.boolean(),
})

export const phoneRequestSchema = z.object({
  sessionId: z.string(),
  kind,
  flow,
  relyingPartyName: z.string(),
  interaction: z.object({ type: interactionType, text: z.string() }).nullable(),
  verificationCode: z.string().nullable(),
  codeChoices: z.array(z.string()).nullable(),
  warning: warning.nullable(),
  expiresAt: z.number(),
  key: z.object({ keyId: z.string(), freshnessToken: z.string() }).nullable(),
  toSign: z.object({ encodedMessage: z.string(), algorithm, content }).nullable(),
  callback: z.object({ url: z.string() }).nullable(),
}) satisfies z.ZodType<PhoneRequest>
