import { type SubmitEvent, useCallback, useEffect, useId, useRef, useState } from 'react'
import { DeviceApiError } from '../../phone/httpDeviceApi.ts'
import type { Services } from '../account/createServices.ts'
import { useMessages } from '../text/MessagesProvider.tsx'

type State = { at: 'closed' } | { at: 'open'; problem: 'invalid' | 'noAnswer' | null } | { at: 'opening' }

/** The request of a good link is on the screen long before this; of a stopped one nothing is said but this. */
const GIVE_UP_MS = 20_000

/** Claims a device link: one that was pasted, or that opened the app. The request then comes as any other. */
export function OpenLink({ services, deviceLink }: { services: Services; deviceLink: string | null }) {
  const messages = useMessages()
  const [state, setState] = useState<State>({ at: 'closed' })
  const claimed = useClaim(services, setState)
  const ids = { link: useId(), lead: useId() }

  useEffect(() => {
    if (deviceLink !== null) claimed(deviceLink)
  }, [deviceLink, claimed])

  function onSubmit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    const link = new FormData(event.currentTarget).get('link')
    if (typeof link === 'string' && link.trim() !== '') claimed(link.trim())
  }

  if (state.at === 'closed') {
    return (
      <button type="button" className="plain" onClick={() => setState({ at: 'open', problem: null })}>
        {messages.waiting.openLink}
      </button>
    )
  }
  if (state.at === 'opening') {
    return (
      <p className="card" role="status">
        {messages.link.opening}
      </p>
    )
  }
  return (
    <form className="card" onSubmit={onSubmit}>
      <p className="card-title">{messages.link.title}</p>
      <p className="hint" id={ids.lead}>
        {messages.link.lead}
      </p>
      <label className="unseen" htmlFor={ids.link}>
        {messages.link.label}
      </label>
      <input
        id={ids.link}
        name="link"
        type="url"
        placeholder="https://…"
        aria-describedby={ids.lead}
        autoComplete="off"
        required
      />
      <p className="problem" role="alert">
        {state.problem === null ? '' : messages.link[state.problem]}
      </p>
      <div className="pair">
        <button type="button" className="secondary" onClick={() => setState({ at: 'closed' })}>
          {messages.back}
        </button>
        <button type="submit" className="primary">
          {messages.link.open}
        </button>
      </div>
    </form>
  )
}

function useClaim({ client }: Services, setState: (state: State) => void): (link: string) => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const last = useRef<string | null>(null)
  useEffect(() => () => clearTimeout(timer.current), [])

  return useCallback(
    (link) => {
      // A link is good for one claim: React may run an effect twice.
      if (last.current === link) return
      last.current = link
      setState({ at: 'opening' })
      client.claim(link).then(
        () => {
          timer.current = setTimeout(() => setState({ at: 'open', problem: 'invalid' }), GIVE_UP_MS)
        },
        (error: unknown) => {
          last.current = null
          setState({ at: 'open', problem: error instanceof DeviceApiError ? 'invalid' : 'noAnswer' })
        },
      )
    },
    [client, setState],
  )
}
