import { describe, expect, test } from '@jest/globals'
import { COMMAND_KEYS, COMMANDS, GO_KEY, readKey } from '../../web/console/keyboard/commands.ts'
import { PAGES } from '../../web/console/layout/pages.ts'

describe('the keys of the console', () => {
  test('no key means two things', () => {
    const keys = [GO_KEY, ...COMMANDS.map((command) => COMMAND_KEYS[command])]
    expect(new Set(keys).size).toBe(keys.length)
    expect(new Set(PAGES.map(({ key }) => key)).size).toBe(PAGES.length)
  })

  test.each(COMMANDS)('%s has a key, with or without Shift', (command) => {
    expect(readKey(COMMAND_KEYS[command], false)).toEqual({ is: 'command', command })
    if (/^[a-z]$/.test(COMMAND_KEYS[command])) {
      expect(readKey(COMMAND_KEYS[command].toUpperCase(), false)).toEqual({ is: 'command', command })
    }
  })

  test('after G a letter is a page and never a command', () => {
    expect(readKey('g', false)).toEqual({ is: 'beginsGo' })
    expect(readKey('b', true)).toEqual({ is: 'go', key: 'b' })
    expect(readKey('Escape', true)).toEqual({ is: 'nothing' })
  })

  test.each(['Tab', 'Escape', 'z', '1', ' '])('%j means nothing', (key) => {
    expect(readKey(key, false)).toEqual({ is: 'nothing' })
  })
})
