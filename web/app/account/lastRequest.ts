/** The last request that this phone showed, so that a person can still say that it was not theirs. */
import { z } from 'zod'
import type { PhoneStorage } from '../../phone/phoneStorage.ts'

/** As long as the server takes reports. */
const KEPT_MS = 24 * 60 * 60 * 1000

export const REQUEST_ENDS = ['confirmed', 'refused', 'stopped', 'over'] as const
export type RequestEnd = (typeof REQUEST_ENDS)[number]

const lastRequestSchema = z.object({
  sessionId: z.string(),
  relyingPartyName: z.string(),
  end: z.enum(REQUEST_ENDS),
  endedAt: z.number(),
  reported: z.boolean(),
})
export type LastRequest = z.infer<typeof lastRequestSchema>

export async function readLastRequest(storage: PhoneStorage, now: number): Promise<LastRequest | null> {
  const parsed = lastRequestSchema.safeParse(await storage.get('lastRequest'))
  return parsed.success && now - parsed.data.endedAt < KEPT_MS ? parsed.data : null
}

export async function writeLastRequest(storage: PhoneStorage, last: LastRequest): Promise<void> {
  await storage.set('lastRequest', last)
}
