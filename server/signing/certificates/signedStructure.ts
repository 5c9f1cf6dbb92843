/** SEQUENCE { to-be-signed, algorithm, signature }, as certificates and OCSP responses have it. */
import { type KeyObject, sign } from 'node:crypto'
import { bitString, type Der, nullValue, objectIdentifier, sequence } from './der.ts'

export const SIGNATURE_ALGORITHMS = ['ecdsaSha384', 'rsaSha256', 'rsaSha512'] as const
export type AuthoritySignatureAlgorithm = (typeof SIGNATURE_ALGORITHMS)[number]

/** RSA names have NULL as parameters (RFC 4055 §5), ECDSA names have none (RFC 5758 §3.2). */
const ALGORITHM = {
  ecdsaSha384: { hash: 'sha384', identifier: sequence(objectIdentifier('1.2.840.10045.4.3.3')) },
  rsaSha256: { hash: 'sha256', identifier: sequence(objectIdentifier('1.2.840.113549.1.1.11'), nullValue()) },
  rsaSha512: { hash: 'sha512', identifier: sequence(objectIdentifier('1.2.840.113549.1.1.13'), nullValue()) },
} as const satisfies Record<AuthoritySignatureAlgorithm, { hash: string; identifier: Der }>

export type Signer = { privateKey: KeyObject; algorithm: AuthoritySignatureAlgorithm }

export function algorithmIdentifier(algorithm: AuthoritySignatureAlgorithm): Der {
  return ALGORITHM[algorithm].identifier
}

/** `more` stands after the signature (OCSP puts certificates there). */
export function signedStructure(toBeSigned: Der, signer: Signer, ...more: Der[]): Der {
  const { hash, identifier } = ALGORITHM[signer.algorithm]
  return sequence(toBeSigned, identifier, bitString(sign(hash, toBeSigned, signer.privateKey)), ...more)
}
