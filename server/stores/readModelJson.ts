/** What decisions hold as JSON, parsed on its way to the console and to exports. */
import { z } from 'zod'
import { SCAM_TYPES } from '../domain/decision.ts'

const featureValue = z.union([z.number(), z.boolean(), z.string()])

export const reasons = z.array(
  z.object({
    code: z.string(),
    ruleId: z.string(),
    scamType: z.enum(SCAM_TYPES),
    values: z.record(z.string(), featureValue),
    contribution: z.number(),
  }),
)

export const features = z.record(
  z.string(),
  z.union([z.object({ value: featureValue }), z.object({ missing: z.string() })]),
)

export const friction = z.object({
  secondStep: z.boolean(),
  waitSeconds: z.number(),
  codeChoice: z.boolean(),
})

export const initiatorJson = z.object({
  ip: z.string().optional(),
  userAgent: z.string().optional(),
  trackingId: z.string().optional(),
})
