/** Randomness is passed in. Gives `length` unpredictable bytes. */
export type RandomBytes = (length: number) => Uint8Array
