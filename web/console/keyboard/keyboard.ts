/** The one listener of the console's keys. What is on the screen says which commands it answers. */

import { belongsToTarget } from './belongsToTarget.ts'
import { type Command, GO_WAIT_MS, readKey } from './commands.ts'

export type CommandHandlers = Partial<Record<Command, () => void>>
type GoTo = (key: string) => void

function createKeyboard() {
  let stack: readonly CommandHandlers[] = []
  let goTo: GoTo | null = null
  let goUntil = 0
  const watchers = new Set<() => void>()

  function become(next: readonly CommandHandlers[]) {
    stack = next
    for (const watcher of watchers) watcher()
  }

  /** The newest answers first: a dialog over a list comes after the list. */
  function handlerOf(command: Command): (() => void) | undefined {
    return stack.findLast((handlers) => handlers[command] !== undefined)?.[command]
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    if (belongsToTarget(event)) return
    const meaning = readKey(event.key, event.timeStamp < goUntil)
    goUntil = meaning.is === 'beginsGo' ? event.timeStamp + GO_WAIT_MS : 0
    if (meaning.is === 'go') {
      event.preventDefault()
      goTo?.(meaning.key)
    }
    if (meaning.is !== 'command') return
    const handler = handlerOf(meaning.command)
    if (handler === undefined) return
    event.preventDefault()
    handler()
  }

  return {
    /** @returns what ends it. */
    answer(handlers: CommandHandlers): () => void {
      become([...stack, handlers])
      return () => become(stack.filter((other) => other !== handlers))
    },
    start(pages: GoTo): () => void {
      goTo = pages
      window.addEventListener('keydown', onKeyDown)
      return () => {
        goTo = null
        window.removeEventListener('keydown', onKeyDown)
      }
    },
    /** As if its key were pressed. */
    run(command: Command) {
      handlerOf(command)?.()
    },
    watch(watcher: () => void): () => void {
      watchers.add(watcher)
      return () => void watchers.delete(watcher)
    },
    getState: () => stack,
  }
}

export const keyboard = createKeyboard()
