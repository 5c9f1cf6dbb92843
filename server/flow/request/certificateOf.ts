/** certificateOf: the signing certificate of a document number, at once and without the phone. */
import { canServe, keyFor, satisfiesLevel } from '../../domain/accounts/account.ts'
import type { CertificateLevel } from '../../domain/sessions/session.ts'
import { AppError } from '../../errors.ts'
import type { Dependencies } from '../dependencies.ts'

/** @throws AppError notFound, noSuitableAccount. */
export async function certificateOf(
  deps: Pick<Dependencies, 'accounts'>,
  request: { documentNumber: string; level: CertificateLevel },
): Promise<{ der: Uint8Array; level: CertificateLevel } | 'unusable'> {
  const account = await deps.accounts.findByDocument(request.documentNumber)
  if (account === null) throw new AppError('notFound', 'No such account')
  if (!satisfiesLevel(account.level, request.level)) {
    throw new AppError(
      'noSuitableAccount',
      'No suitable account of requested type found, but user has some other accounts',
    )
  }
  const key = keyFor(account, 'signature')
  if (key === null || !canServe(account, 'signature', request.level)) return 'unusable'
  return { der: key.certificate, level: account.level }
}
