/** What a run is made of: acts of people and criminals, each at its event time. Plain data, planned before anything is sent. */
import type { DeviceDescription, IntegrityFlags } from '../../../server/domain/accounts/device.ts'
import type { SimulatedRelyingParty } from '../population/relyingParties.ts'

export const CAMPAIGNS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'] as const
/** The patterns of the scam catalogue. */
export type Campaign = (typeof CAMPAIGNS)[number]

export const SITUATIONS = [
  'habit',
  'newPhone',
  'newBrowser',
  'holiday',
  'vpn',
  'night',
  'payroll',
  'largePayment',
  'clumsy',
] as const
/** What is unusual about an ordinary request, if anything. */
export type Situation = (typeof SITUATIONS)[number]

/** Known to the simulator alone, and to its analyst as well as an analyst can know it. */
export type Truth =
  | { kind: 'ordinary'; situation: Situation }
  | { kind: 'attack'; campaign: Campaign /** Which of the campaign's runs. */; run: number }

/** The browser or app in which a request was started. What the relying party tells of it is its own matter. */
export type Initiator = { ip: string; userAgent: string; trackingId: string }

export type Payment = { payee: string; amountMinor: number; currency: 'EUR' }

/** Seconds count from the moment at which the phone shows the request. */
export type Reaction =
  | {
      answer: 'confirm'
      seconds: number
      /** The first PIN is wrong. */
      mistypes: boolean
      /** Refuses after all where the phone warns. */
      heeds: boolean
    }
  | { answer: 'refuse'; seconds: number }
  | { answer: 'report'; seconds: number }
  | { answer: 'ignore' }

/** A person may have several phones, each with an account of its own; the first is 0. */
export type PhoneRef = { person: number; phone: number }

export type PlannedSession = {
  act: 'session'
  /** Unique in the plan. */
  id: number
  /** Event time, milliseconds since 1970. */
  at: number
  /** Who is asked, and the phone that answers. */
  on: PhoneRef
  truth: Truth
  relyingParty: SimulatedRelyingParty
  operation: 'authentication' | 'signature'
  flow: 'Notification' | 'QR' | 'Web2App'
  text: string
  initiator: Initiator
  payment: Payment | null
  /** Where the phone is when it answers. */
  phoneAddress: string
  /** What the phone finds out about itself at that time, where it differs from a sound one. */
  integrity: Partial<IntegrityFlags>
  reaction: Reaction
  /** A step that follows only where an earlier one ended well; else the criminal does something else. */
  follows: { session: number; otherwise: PlannedSession } | null
}

export type PlannedEnrolment = {
  act: 'enrol'
  at: number
  on: PhoneRef
  /** How the person was identified. */
  method: string
  address: string
  device: DeviceDescription
}

/** A phone speaks to the service though nothing was asked, e.g. when its network changed. */
export type PlannedCheckIn = { act: 'checkIn'; at: number; on: PhoneRef; address: string }

export type Act = PlannedSession | PlannedEnrolment | PlannedCheckIn

export function isAttack(session: Pick<PlannedSession, 'truth'>): boolean {
  return session.truth.kind === 'attack'
}
