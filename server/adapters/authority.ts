/** Reads the folder of the TEST certification authority. The root's key is not among what the service needs. */

import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fromDate } from '../domain/time.ts'
import type { Authority } from '../flow/enrolment/ports.ts'

export const AUTHORITY_FILES = {
  rootCertificate: 'root.pem',
  rootKey: 'root.key.pem',
  issuingCertificate: 'issuing.pem',
  issuingKey: 'issuing.key.pem',
  ocspCertificate: 'ocsp.pem',
  ocspKey: 'ocsp.key.pem',
  serverKey: 'server.key.pem',
} as const

export class AuthorityError extends Error {}

/** @throws AuthorityError where a file is missing or is not what its name says. */
export async function loadAuthority(directory: string, ocspUrl: string): Promise<Authority> {
  const read = async (file: keyof typeof AUTHORITY_FILES) => {
    const path = join(directory, AUTHORITY_FILES[file])
    try {
      return await readFile(path, 'utf8')
    } catch (cause) {
      throw new AuthorityError(`${path} cannot be read; \`npm run authority\` makes it`, { cause })
    }
  }
  const issuing = readCertificate(await read('issuingCertificate'), AUTHORITY_FILES.issuingCertificate)
  const responder = readCertificate(await read('ocspCertificate'), AUTHORITY_FILES.ocspCertificate)
  return {
    issuing: { certificate: Uint8Array.from(issuing.raw), privateKeyPem: await read('issuingKey') },
    ocspResponder: { certificate: Uint8Array.from(responder.raw), privateKeyPem: await read('ocspKey') },
    serverKeyPem: await read('serverKey'),
    ocspUrl,
    since: fromDate(new Date(issuing.validFrom)),
  }
}

function readCertificate(pem: string, name: string): X509Certificate {
  try {
    return new X509Certificate(pem)
  } catch (cause) {
    throw new AuthorityError(`${name} holds no certificate`, { cause })
  }
}
