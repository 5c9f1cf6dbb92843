import { useState } from 'react'
import type { LastRequest } from '../account/lastRequest.ts'
import { formatTime } from '../text/formatTime.ts'
import { useLanguage, useMessages } from '../text/MessagesProvider.tsx'

/** People often notice afterwards: the last request can still be reported. */
export function LastRequestCard({ last, onReport }: { last: LastRequest; onReport: () => Promise<void> }) {
  const messages = useMessages()
  const { language } = useLanguage()
  const [sending, setSending] = useState<'no' | 'yes' | 'failed'>('no')

  async function report() {
    setSending('yes')
    try {
      await onReport()
      setSending('no')
    } catch {
      setSending('failed')
    }
  }

  return (
    <div className="card">
      <p className="card-title">{messages.lastRequest.title}</p>
      <p>
        <strong>{last.relyingPartyName}</strong>
        <br />
        {messages.lastRequest.ended[last.end](formatTime(last.endedAt, Date.now(), language))}
      </p>
      <p className="hint" role="status">
        {last.reported && messages.lastRequest.reported}
        {sending === 'failed' && messages.lastRequest.failed}
      </p>
      {!last.reported && (
        <button type="button" className="secondary alarm" disabled={sending === 'yes'} onClick={report}>
          {messages.lastRequest.wasNotMe}
        </button>
      )}
    </div>
  )
}
