/**
 * What the relying party shows beside the PIN prompt: one text each, whose member and length follow from
 * the type (RP API v2 `allowedInteractionsOrder`, v3 `interactions`).
 */
import { z } from 'zod'
import { INTERACTION_TYPES, type Interaction, type InteractionType } from '../../domain/sessions/session.ts'

const TEXT_MEMBER = {
  displayTextAndPIN: 'displayText60',
  verificationCodeChoice: 'displayText60',
  confirmationMessage: 'displayText200',
  confirmationMessageAndVerificationCodeChoice: 'displayText200',
} as const satisfies Record<InteractionType, 'displayText60' | 'displayText200'>

const MOST_CHARACTERS = { displayText60: 60, displayText200: 200 } as const

/** Types that v3 takes: pushed requests may let the person choose a code, links and linked ones may not. */
export const V3_TYPES = {
  notification: ['displayTextAndPIN', 'confirmationMessage', 'confirmationMessageAndVerificationCodeChoice'],
  deviceLink: ['displayTextAndPIN', 'confirmationMessage'],
} as const satisfies Record<string, readonly InteractionType[]>

function item(types: readonly InteractionType[], otherText: 'ignored' | 'refused') {
  return z
    .object({
      type: z.enum(types, `must be one of ${types.join(', ')}`),
      displayText60: z.string().exactOptional(),
      displayText200: z.string().exactOptional(),
    })
    .transform((sent, context): Interaction => {
      const member = TEXT_MEMBER[sent.type]
      const text = sent[member]
      const problem = (path: string, message: string) =>
        context.addIssue({ code: 'custom', path: [path], message })
      if (text === undefined || text === '') problem(member, `is needed for ${sent.type}`)
      else if ([...text].length > MOST_CHARACTERS[member]) {
        problem(member, `must be at most ${MOST_CHARACTERS[member]} characters`)
      }
      const other = member === 'displayText60' ? 'displayText200' : 'displayText60'
      if (otherText === 'refused' && sent[other] !== undefined)
        problem(other, `does not belong to ${sent.type}`)
      return { type: sent.type, text: text ?? '' }
    })
}

/** v2: in the relying party's order of preference. */
export const allowedInteractionsOrder = z
  .array(item(INTERACTION_TYPES, 'ignored'))
  .min(1, 'must not be empty')
  .max(10)

export type V3Interactions = { list: Interaction[]; base64: string }

/** v3: base64 of a JSON array. The text stays as it was sent, for it is signed as it is. */
export function interactionsBase64(types: readonly InteractionType[]) {
  const list = z
    .array(item(types, 'refused'), 'must be base64 of a JSON array')
    .min(1, 'must not be empty')
    .refine(
      (items) => new Set(items.map(({ type }) => type)).size === items.length,
      'must not hold a type twice',
    )
  return z.string().transform((base64, context): V3Interactions => {
    const parsed = list.safeParse(decodeJson(base64))
    if (parsed.success) return { list: parsed.data, base64 }
    for (const { path, message } of parsed.error.issues) context.addIssue({ code: 'custom', path, message })
    return z.NEVER
  })
}

function decodeJson(base64: string): unknown {
  const octets = Buffer.from(base64, 'base64')
  if (octets.length === 0 || octets.toString('base64') !== base64) return undefined
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(octets))
  } catch {
    return undefined
  }
}
