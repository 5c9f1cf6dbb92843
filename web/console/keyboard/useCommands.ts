import { useEffect, useRef } from 'react'
import { COMMANDS } from './commands.ts'
import { type CommandHandlers, keyboard } from './keyboard.ts'

/** Answers these commands while the component is on the screen; one that is left out goes to what lies below. */
export function useCommands(handlers: CommandHandlers): void {
  const newest = useRef(handlers)
  const names = COMMANDS.filter((command) => handlers[command] !== undefined).join(' ')
  useEffect(() => {
    newest.current = handlers
  })
  useEffect(() => {
    const answered = new Set(names.split(' '))
    return keyboard.answer(
      Object.fromEntries(
        COMMANDS.filter((command) => answered.has(command)).map((command) => [
          command,
          () => newest.current[command]?.(),
        ]),
      ),
    )
  }, [names])
}
