import { ScreenTitle } from '../ScreenTitle.tsx'
import { Sign } from '../Sign.tsx'
import { useMessages } from '../text/MessagesProvider.tsx'

export function EnrolledStep({ onStart }: { onStart: () => void }) {
  const messages = useMessages()
  return (
    <section className="page">
      <div className="grow middle">
        <Sign of="done" />
        <ScreenTitle>{messages.enrol.done}</ScreenTitle>
        <p className="lead">{messages.enrol.doneLead}</p>
      </div>
      <button type="button" className="primary" onClick={onStart}>
        {messages.enrol.start}
      </button>
    </section>
  )
}
