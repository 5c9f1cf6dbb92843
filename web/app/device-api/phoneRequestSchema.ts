/** The door of the app: what the server sends is a PhoneRequest, or nothing is shown. */
import { z } from 'zod'
import type { PhoneRequest } from '../../../server/domain/sessions/phoneRequest.ts'

const kind = z.enum(['authentication', 'signature', 'certificateChoice'])
const flow = z.enum(['Notification', 'QR', 'Web2App', 'App2App'])
const interactionType = z.enum([
  'displayTextAndPIN',
  'verificationCodeChoice',
  'confirmationMessage',
  'confirmationMessageAndVerificationCodeChoice',
])
const hash = z.enum(['SHA-256', 'SHA-384', 'SHA-512', 'SHA3-256', 'SHA3-384', 'SHA3-512'])

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
