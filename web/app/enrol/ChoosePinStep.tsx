import { useRef, useState } from 'react'
import { PinPad } from '../pin/PinPad.tsx'
import { useMessages } from '../text/MessagesProvider.tsx'
import type { PinName } from '../text/messages.ts'
import { PIN_LENGTH, pinWeakness } from './weakPin.ts'

export type ChoosePinStepProps = {
  pin: PinName
  /** True for the PIN that the other key has. */
  isTaken: (digits: string) => boolean
  onChosen: (digits: string) => void
}

/** Twice the same, and not one that a thief tries first. */
export function ChoosePinStep({ pin, isTaken, onChosen }: ChoosePinStepProps) {
  const messages = useMessages()
  const first = useRef('')
  const [repeating, setRepeating] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const { least, most } = PIN_LENGTH[pin]

  function problemWith(digits: string): string | null {
    const weakness = pinWeakness(digits)
    if (weakness !== null) return messages.enrol.weak[weakness]
    return isTaken(digits) ? messages.enrol.pinsSame : null
  }

  function onFirst(digits: string) {
    const found = problemWith(digits)
    setProblem(found)
    if (found !== null) return
    first.current = digits
    setRepeating(true)
  }

  function onSecond(digits: string) {
    const same = digits === first.current
    first.current = ''
    if (same) {
      onChosen(digits)
      return
    }
    setProblem(messages.enrol.pinsDiffer)
    setRepeating(false)
  }

  return (
    <section className="page">
      <PinPad
        key={repeating ? 'second' : 'first'}
        pin={pin}
        title={repeating ? messages.enrol.repeatPin(pin) : messages.enrol.choosePin(pin)}
        hint={
          repeating
            ? messages.pad.hint
            : `${messages.enrol.pinPurpose[pin]} ${messages.enrol.pinLength(least, most)}.`
        }
        problem={problem}
        least={least}
        most={most}
        onPin={repeating ? onSecond : onFirst}
      />
    </section>
  )
}
