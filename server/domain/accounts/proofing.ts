/** What a registration authority vouches for, before an account may be opened. */
import type { Id, SubjectId } from '../ids.ts'
import type { CertificateLevel } from '../sessions/session.ts'
import type { Instant } from '../time.ts'

export type ProofingId = Id<'proofing'>

/** Who the person is. Outside the vault only inside the one request that needs it. */
export type Identity = { semanticsIdentifier: string; givenName: string; surname: string }

/** Where notices go, and in which language (BCP 47). */
export type Contact = { email: string; language: string }

export type Proofing = {
  id: ProofingId
  subjectId: SubjectId
  identity: Identity
  level: CertificateLevel
  /** Wall time. */
  expiresAt: Instant
  used: boolean
}
