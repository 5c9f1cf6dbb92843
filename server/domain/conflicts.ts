/** Somebody else was first. Whoever meets it inside a transaction loses all that the transaction wrote. */
export class Overtaken extends Error {
  constructor(message = 'it changed meanwhile', options?: ErrorOptions) {
    super(message, options)
  }
}

/** A row with the same key stands already. */
export class AlreadyExists extends Overtaken {
  constructor(cause: unknown) {
    super('a row with the same key stands already', { cause })
  }
}
