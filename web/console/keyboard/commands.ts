/** Which key means what, and how a key is read (pure). */

export const COMMAND_KEYS = {
  next: 'j',
  previous: 'k',
  open: 'Enter',
  select: 'x',
  release: 'a',
  block: 'b',
  warn: 'w',
  escalate: 'e',
  note: 'n',
  claim: 'c',
  takeNext: 't',
  undo: 'u',
  showNew: '.',
  search: '/',
  help: '?',
} as const
export type Command = keyof typeof COMMAND_KEYS

export const COMMANDS = [
  'next',
  'previous',
  'open',
  'select',
  'release',
  'block',
  'warn',
  'escalate',
  'note',
  'claim',
  'takeNext',
  'undo',
  'showNew',
  'search',
  'help',
] as const satisfies readonly Command[]

/** The first of two keys that go to a page. */
export const GO_KEY = 'g'
/** How long the second key may take, ms. */
export const GO_WAIT_MS = 1_500

export type KeyMeaning =
  | { is: 'command'; command: Command }
  | { is: 'beginsGo' }
  | { is: 'go'; key: string }
  | { is: 'nothing' }

/** @param afterGo whether `g` was pressed just before. */
export function readKey(key: string, afterGo: boolean): KeyMeaning {
  const pressed = key.length === 1 ? key.toLowerCase() : key
  if (afterGo) return /^[a-z]$/.test(pressed) ? { is: 'go', key: pressed } : { is: 'nothing' }
  if (pressed === GO_KEY) return { is: 'beginsGo' }
  const command = COMMANDS.find((name) => COMMAND_KEYS[name] === pressed)
  return command === undefined ? { is: 'nothing' } : { is: 'command', command }
}
