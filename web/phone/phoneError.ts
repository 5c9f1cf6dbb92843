/** What goes wrong on the phone itself; what the server answers is a result, not an error. */
export const PHONE_ERRORS = [
  'notEnrolled',
  'badPin',
  'notTheServer',
  'notWhatWasShown',
  'noAnswer',
  'badSignature',
] as const
export type PhoneErrorCode = (typeof PHONE_ERRORS)[number]

export class PhoneError extends Error {
  readonly code: PhoneErrorCode

  constructor(code: PhoneErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/**
 * A DeviceApi throws this where a call got no answer (network, gateway): it may or may not have arrived.
 * The phone then sends the same again.
 */
export class NoAnswerError extends PhoneError {
  constructor(cause?: unknown) {
    super('noAnswer', 'No answer came', { cause })
  }
}
