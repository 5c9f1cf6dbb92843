/** Somebody else was first. Whoever meets it inside a transaction loses all that the transaction wrote. */

/** A session moved on meanwhile: it is no longer in the state and attempt that the change began from. */
export class Overtaken extends Error {
  constructor() {
    super('the session moved on meanwhile')
  }
}

/** A row with the same key stands already. */
export class AlreadyExists extends Error {
  constructor(cause: unknown) {
    super('a row with the same key stands already', { cause })
  }
}
