/** How the authority signs: by ECDSA with SHA-384, or by RSA with SHA-256, as its key is. */
import { createPrivateKey, type KeyObject, sign } from 'node:crypto'
import { BitString, Null } from 'asn1js'
import { AlgorithmIdentifier } from 'pkijs'

/** A certificate (DER) with its private key, as PKCS #8 PEM to be kept secret. */
export type AuthorityPart = { certificate: Uint8Array; privateKeyPem: string }

/** Signs in one call, not by the library's WebCrypto: whoever issues or answers need not wait. */
export type Signer = {
  algorithm: AlgorithmIdentifier
  sign: (toBeSigned: Uint8Array) => BitString
}

/** @throws where the PEM holds no key. */
export function signerOf(part: Pick<AuthorityPart, 'privateKeyPem'>): Signer {
  const known = signers.get(part)
  if (known !== undefined) return known
  const signer = createSigner(createPrivateKey(part.privateKeyPem))
  signers.set(part, signer)
  return signer
}

/** To read a key costs as much as to sign with it. */
const signers = new WeakMap<object, Signer>()

function createSigner(privateKey: KeyObject): Signer {
  const isElliptic = privateKey.asymmetricKeyType === 'ec'
  const hash = isElliptic ? 'sha384' : 'sha256'
  return {
    // RSA names have NULL as parameters (RFC 4055 §5), ECDSA names have none (RFC 5758 §3.2).
    algorithm: isElliptic
      ? new AlgorithmIdentifier({ algorithmId: '1.2.840.10045.4.3.3' })
      : new AlgorithmIdentifier({ algorithmId: '1.2.840.113549.1.1.11', algorithmParams: new Null() }),
    sign: (toBeSigned) => new BitString({ valueHex: Uint8Array.from(sign(hash, toBeSigned, privateKey)) }),
  }
}
