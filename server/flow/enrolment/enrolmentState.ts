/** What is kept, sealed, between the two steps of an enrolment. */
import { z } from 'zod'
import { PLATFORMS } from '../../domain/accounts/device.ts'
import { INTERACTION_TYPES } from '../../domain/sessions/session.ts'
import { pendingEnrolmentSchema } from '../../signing/enrolment.ts'

const workingState = z.object({
  device: z.object({
    platform: z.enum(PLATFORMS),
    model: z.string(),
    osVersion: z.string(),
    appVersion: z.string(),
    language: z.string(),
    interactions: z.array(z.enum(INTERACTION_TYPES)),
    integrity: z.object({
      rooted: z.boolean(),
      debuggerAttached: z.boolean(),
      emulator: z.boolean(),
      remoteControlActive: z.boolean(),
      accessibilityServiceActive: z.boolean(),
      callActive: z.boolean(),
      hardwareKeyStore: z.boolean(),
      randomnessTestPassed: z.boolean(),
    }),
  }),
  pending: pendingEnrolmentSchema,
})
export type WorkingState = z.infer<typeof workingState>

export function parseWorkingState(secret: string): WorkingState {
  return workingState.parse(JSON.parse(secret))
}
