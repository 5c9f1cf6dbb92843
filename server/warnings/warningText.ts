/**
 * What a warning says. The wording follows what was measured: a sentence has at most 15 words, tells one
 * thing, gives one test and one action; no link, no telephone number, no blame, nothing about how the
 * request was noticed, and no certainty that we do not have.
 */
export type WarningText = {
  title: string
  body: string
  points: string[]
  /** The main button, which refuses and reports. */
  stopLabel: string
}
