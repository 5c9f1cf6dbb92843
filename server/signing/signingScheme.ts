/** How a phone's share and the server's share become one ordinary RSA signature. */
export type CompletionInput = {
  /** n, big-endian, no leading zero. */
  modulus: Uint8Array
  serverShare: Uint8Array
  /** What is signed, as RFC 8017 encodes it; as an integer less than n. */
  encodedMessage: Uint8Array
  /** The phone's part, big-endian. */
  signatureShare: Uint8Array
}

/** `ok: false` is the only place where a wrong PIN shows. The signature has as many octets as n. */
export type Completion = { ok: true; signature: Uint8Array } | { ok: false }

export type SigningScheme = {
  readonly name: string
  /** Never throws on what the phone sends. */
  completeSignature(input: CompletionInput): Completion
}
