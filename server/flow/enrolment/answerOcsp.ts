/** answerOcsp: how certificates of ours stand, to whoever asks. */
import * as ocsp from '../../signing/certificates/ocsp.ts'
import type { Dependencies } from '../dependencies.ts'
import type { CertificateStatus } from '../phone/ports.ts'

/** A copied phone is a compromised key; a key that nine wrong PINs destroyed is merely no longer in use. */
const REASON = { clone: 'keyCompromise', wrongPins: 'cessationOfOperation' } as const

/** @returns an OCSPResponse in DER, also where the request makes no sense. */
export async function answerOcsp(
  deps: Pick<Dependencies, 'authority' | 'clock' | 'keys' | 'log'>,
  der: Uint8Array,
): Promise<Uint8Array> {
  const request = ocsp.parseOcspRequest(der)
  if (request === null) return ocsp.ocspError('malformedRequest')
  try {
    const serials = [...new Set(request.certIds.map(({ serialNumber }) => serialNumber))]
    const standings = new Map<string, CertificateStatus | null>()
    for (const serial of serials) standings.set(serial, await deps.keys.statusOf(serial))
    const { issuing, ocspResponder: responder, since } = deps.authority
    return ocsp.answerOcsp({
      request,
      issuing,
      responder,
      statusOf: (serial) => toStatus(standings.get(serial) ?? null),
      now: deps.clock.now(),
      archiveCutoff: since,
    })
  } catch (error) {
    deps.log.error({ err: error }, 'OCSP could not be answered')
    return ocsp.ocspError('tryLater')
  }
}

function toStatus(standing: CertificateStatus | null): ocsp.CertificateStatus {
  if (standing === null) return { status: 'unknown' }
  if (standing.status === 'good') return { status: 'good' }
  return {
    status: 'revoked',
    revokedAt: standing.at,
    reason: standing.reason === null ? 'unspecified' : REASON[standing.reason],
  }
}
