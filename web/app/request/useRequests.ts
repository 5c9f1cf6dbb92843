import { type Dispatch, useEffect, useReducer, useState } from 'react'
import type { Services } from '../account/createServices.ts'
import { type Connection, followRequests } from '../device-api/followRequests.ts'
import { NO_REQUESTS, nextRequestState, type RequestAction, type RequestState } from './requestState.ts'

export type Requests = {
  state: RequestState
  dispatch: Dispatch<RequestAction>
  connection: Connection
  accountGone: boolean
}

export function useRequests({ client }: Services, language: string): Requests {
  const [state, dispatch] = useReducer(nextRequestState, NO_REQUESTS)
  const [connection, setConnection] = useState<Connection>('connecting')
  const [accountGone, setAccountGone] = useState(false)

  useEffect(() => {
    const stop = new AbortController()
    void followRequests({
      open: (signal) => client.openEvents(language, signal),
      onRequests: (requests) => dispatch({ type: 'listed', requests }),
      onConnection: setConnection,
      onAccountGone: () => setAccountGone(true),
      signal: stop.signal,
      pause: pauseUntilUseful,
    })
    return () => stop.abort()
  }, [client, language])

  return { state, dispatch, connection, accountGone }
}

/** Ends early when the network is back or the person looks at the app. */
function pauseUntilUseful(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const ended = new AbortController()
    const end = () => {
      clearTimeout(timer)
      ended.abort()
      resolve()
    }
    const timer = setTimeout(end, ms)
    const look = () => document.visibilityState === 'visible' && end()
    window.addEventListener('online', end, { signal: ended.signal })
    document.addEventListener('visibilitychange', look, { signal: ended.signal })
    signal.addEventListener('abort', end, { signal: ended.signal })
  })
}
