/**
 * The PIN pad. The digits live in a ref while they are typed, never in React's state, an input field or
 * the page; what is rendered is their number. They are handed over once and forgotten.
 */
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useMessages } from '../text/MessagesProvider.tsx'
import type { PinName } from '../text/messages.ts'

export type PinPadProps = {
  pin: PinName
  title: string
  hint?: string
  problem?: string | null
  least: number
  most: number
  disabled?: boolean
  onPin: (digits: string) => void
}

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const
const PLACES = Array.from({ length: 12 }, (_, place) => place)

export function PinPad({ pin, title, hint, problem, least, most, disabled = false, onPin }: PinPadProps) {
  const messages = useMessages()
  const digits = useRef<string[]>([])
  const [count, setCount] = useState(0)
  const pad = useRef<HTMLFieldSetElement>(null)
  const ids = { title: useId(), problem: useId() }

  // Also after a wrong PIN: a button that was disabled meanwhile has lost the focus.
  useEffect(() => {
    if (!disabled) pad.current?.focus({ preventScroll: true })
  }, [disabled])

  useEffect(() => {
    const typed = digits
    return () => forget(typed.current)
  }, [])

  function change(next: (typed: string[]) => void) {
    if (disabled) return
    next(digits.current)
    setCount(digits.current.length)
  }
  const add = (digit: string) => change((typed) => typed.length < most && typed.push(digit))
  const remove = () => change((typed) => typed.pop())
  function confirm() {
    if (disabled || digits.current.length < least) return
    const entered = digits.current.join('')
    change(forget)
    // The OK button is disabled now and loses the focus: the keyboard must go on reaching the pad.
    pad.current?.focus({ preventScroll: true })
    onPin(entered)
  }
  function onKeyDown(event: KeyboardEvent) {
    if (/^\d$/.test(event.key)) add(event.key)
    else if (event.key === 'Backspace') remove()
    // On a button Enter presses that button.
    else if (event.key === 'Enter' && event.target === pad.current) confirm()
    else return
    event.preventDefault()
  }

  return (
    <fieldset
      className="pad"
      ref={pad}
      tabIndex={-1}
      aria-labelledby={ids.title}
      aria-describedby={ids.problem}
      onKeyDown={onKeyDown}
    >
      <h2 id={ids.title}>{title}</h2>
      <p className="pad-hint">{hint ?? messages.pad.hint}</p>
      <div className="pad-dots" aria-hidden="true">
        {PLACES.slice(0, Math.max(count, least)).map((place) => (
          <span key={place} className={place < count ? 'dot full' : 'dot'} />
        ))}
      </div>
      <p className="unseen" role="status">
        {count > 0 ? messages.pad.entered(count) : ''}
      </p>
      <p className="problem" id={ids.problem} role="alert">
        {problem ?? ''}
      </p>
      <div className="pad-keys">
        {DIGITS.map((digit) => (
          <button key={digit} type="button" disabled={disabled} onClick={() => add(digit)}>
            {digit}
          </button>
        ))}
        <button
          type="button"
          className="soft"
          disabled={disabled || count === 0}
          onClick={remove}
          aria-label={messages.pad.remove}
        >
          ⌫
        </button>
        <button type="button" disabled={disabled} onClick={() => add('0')}>
          0
        </button>
        <button
          type="button"
          className="enter"
          disabled={disabled || count < least}
          onClick={confirm}
          aria-label={`${messages.pad.confirm} (${pin})`}
        >
          {messages.pad.confirm}
        </button>
      </div>
    </fieldset>
  )
}

function forget(typed: string[]): void {
  typed.fill('')
  typed.length = 0
}
