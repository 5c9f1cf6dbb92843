import { useEffect } from 'react'
import { ScreenTitle } from '../ScreenTitle.tsx'
import { Sign } from '../Sign.tsx'
import { formatTime } from '../text/formatTime.ts'
import { useLanguage, useMessages } from '../text/MessagesProvider.tsx'
import type { Messages } from '../text/messages.ts'
import type { RequestResult } from './requestState.ts'
import { pinOf } from './wrongPinWords.ts'

/** Long enough to see that it went well. */
const BACK_AFTER_MS = 1500

export function ResultScreen({ result, onClose }: { result: RequestResult; onClose: () => void }) {
  const messages = useMessages()
  const { language } = useLanguage()
  const formatInstant = (at: number) => formatTime(at, Date.now(), language)
  const { title, lead, advice } = wordsOf(result, messages, formatInstant)
  const back = callbackOf(result)

  useEffect(() => {
    if (back === null || result.end !== 'signed') return
    const timer = setTimeout(() => location.assign(back), BACK_AFTER_MS)
    return () => clearTimeout(timer)
  }, [back, result.end])

  return (
    <section className="page">
      <div className="grow middle">
        <Sign of={SIGN_OF[result.end]} />
        <ScreenTitle>{title}</ScreenTitle>
        <p className="lead">{lead}</p>
        {advice.length > 0 && (
          <ul className="advice">
            {advice.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
      </div>
      {back !== null && (
        <a className="primary" href={back}>
          {messages.result.backTo(result.request.relyingPartyName)}
        </a>
      )}
      <button type="button" className={back === null ? 'primary' : 'plain'} onClick={onClose}>
        {messages.close}
      </button>
    </section>
  )
}

const SIGN_OF = {
  signed: 'done',
  refused: 'stopped',
  reported: 'stopped',
  stopped: 'stopped',
  over: 'stopped',
  locked: 'locked',
  destroyed: 'locked',
  notWhatWasShown: 'stopped',
} as const satisfies Record<RequestResult['end'], 'done' | 'stopped' | 'locked'>

function wordsOf(result: RequestResult, messages: Messages, formatInstant: (at: number) => string) {
  const words = messages.result
  const { kind, relyingPartyName } = result.request
  switch (result.end) {
    case 'signed':
      return { title: words.signed[kind], lead: words.signedLead(relyingPartyName), advice: [] }
    case 'reported':
      return { title: words.reported, lead: words.reportedLead, advice: words.reportedAdvice }
    case 'locked': {
      const lead = result.lockedUntil === null ? '' : words.lockedLead(formatInstant(result.lockedUntil))
      return { title: words.locked(pinOf(kind)), lead, advice: [] }
    }
    case 'refused':
    case 'stopped':
    case 'over':
    case 'destroyed':
    case 'notWhatWasShown':
      return { title: words[result.end], lead: words[`${result.end}Lead`], advice: [] }
  }
}

/** Only the web: a relying party must not make this page run a script of its own. */
function callbackOf({ request }: RequestResult): string | null {
  const url = request.callback?.url
  if (url === undefined || !URL.canParse(url)) return null
  return new URL(url).protocol === 'https:' ? url : null
}
