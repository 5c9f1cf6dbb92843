import { useMessages } from '../text/MessagesProvider.tsx'

export type RequestActionsProps = { working: boolean; onRefuse: () => void; onReport: () => void }

/** The two ways to say no: not now, and not me. */
export function RequestActions({ working, onRefuse, onReport }: RequestActionsProps) {
  const messages = useMessages()
  return (
    <div className="pair">
      <button type="button" className="secondary" disabled={working} onClick={onRefuse}>
        {messages.request.refuse}
      </button>
      <button type="button" className="secondary alarm" disabled={working} onClick={onReport}>
        {messages.request.wasNotMe}
      </button>
    </div>
  )
}
