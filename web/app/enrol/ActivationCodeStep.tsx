import { type SubmitEvent, useId } from 'react'
import { ScreenTitle } from '../ScreenTitle.tsx'
import { useMessages } from '../text/MessagesProvider.tsx'
import type { EnrolProblem } from './enrolProblem.ts'

export type ActivationCodeStepProps = {
  code: string
  onChange: (code: string) => void
  problem: EnrolProblem | null
  onNext: () => void
}

export function ActivationCodeStep({ code, onChange, problem, onNext }: ActivationCodeStepProps) {
  const messages = useMessages()
  const ids = { code: useId(), hint: useId() }
  function onSubmit(event: SubmitEvent) {
    event.preventDefault()
    if (code.trim() !== '') onNext()
  }
  return (
    <form className="page" onSubmit={onSubmit}>
      <div className="grow">
        <ScreenTitle>{messages.enrol.title}</ScreenTitle>
        <p className="lead">{messages.enrol.lead}</p>
        <label htmlFor={ids.code}>{messages.enrol.codeLabel}</label>
        <input
          id={ids.code}
          className="code-input"
          value={code}
          onChange={(event) => onChange(event.target.value)}
          aria-describedby={ids.hint}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          required
        />
        <p className="hint" id={ids.hint}>
          {messages.enrol.codeHint}
        </p>
        <p className="problem" role="alert">
          {problem === null ? '' : messages.enrol[problem]}
        </p>
      </div>
      <button type="submit" className="primary">
        {messages.next}
      </button>
    </form>
  )
}
