import type { MessageKey } from '../i18n/english.ts'

/** A page that a key leads to. */
export type KeyedPage = {
  path: string
  /** What follows `g`. */
  key: string
  text: MessageKey
}
