import type { EnrolmentStep } from '../../phone/enrol.ts'
import { ScreenTitle } from '../ScreenTitle.tsx'
import { useMessages } from '../text/MessagesProvider.tsx'

const STEPS = [
  'makingKeys',
  'agreeing',
  'protecting',
  'finishing',
] as const satisfies readonly EnrolmentStep[]

export function WorkingStep({ step }: { step: EnrolmentStep }) {
  const messages = useMessages()
  const reached = STEPS.indexOf(step)
  return (
    <section className="page">
      <div className="grow middle">
        <div className="spinner" aria-hidden="true" />
        <ScreenTitle>{messages.enrol.working}</ScreenTitle>
        <p className="lead" role="status">
          {messages.enrol.steps[step]}
        </p>
        <progress max={STEPS.length} value={reached + 0.5} aria-label={messages.enrol.working} />
      </div>
      <p className="hint centred">{messages.enrol.staysHere}</p>
    </section>
  )
}
