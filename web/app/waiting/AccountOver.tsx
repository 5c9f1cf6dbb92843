import { ScreenTitle } from '../ScreenTitle.tsx'
import { Sign } from '../Sign.tsx'
import { useMessages } from '../text/MessagesProvider.tsx'

export function AccountOver({ onStartAgain }: { onStartAgain: () => void }) {
  const messages = useMessages()
  return (
    <section className="page">
      <div className="grow middle">
        <Sign of="locked" />
        <ScreenTitle>{messages.waiting.accountOver}</ScreenTitle>
        <p className="lead">{messages.waiting.accountOverLead}</p>
      </div>
      <button type="button" className="primary" onClick={onStartAgain}>
        {messages.waiting.enrolAgain}
      </button>
    </section>
  )
}
