/** What the phone shows: pure, so that it can be told from the list of requests and what the person did. */
import type { PhoneRequest } from '../../../server/domain/sessions/phoneRequest.ts'

/** How a request ended on this phone. */
export type RequestResult = { request: PhoneRequest } & (
  | { end: 'signed' | 'refused' | 'reported' | 'stopped' | 'over' | 'destroyed' | 'notWhatWasShown' }
  | { end: 'locked'; lockedUntil: number | null }
)

export type View =
  | { at: 'waiting' }
  | { at: 'request'; request: PhoneRequest }
  | { at: 'result'; result: RequestResult }

export type RequestState = {
  /** As the server last said, oldest first. */
  requests: PhoneRequest[]
  view: View
  /** A confirmation is under way: its request may leave the list before the answer is here. */
  busy: boolean
  /** Ended on this phone, though a list that was on its way may still name them. */
  finished: string[]
}

export type RequestAction =
  | { type: 'listed'; requests: PhoneRequest[] }
  | { type: 'busy'; busy: boolean }
  | { type: 'finished'; result: RequestResult }
  | { type: 'closed' }

export const NO_REQUESTS: RequestState = { requests: [], view: { at: 'waiting' }, busy: false, finished: [] }

export function nextRequestState(state: RequestState, action: RequestAction): RequestState {
  switch (action.type) {
    case 'listed': {
      const named = new Set(action.requests.map(({ sessionId }) => sessionId))
      const finished = state.finished.filter((sessionId) => named.has(sessionId))
      return withView({ ...state, requests: action.requests, finished })
    }
    case 'busy':
      return withView({ ...state, busy: action.busy })
    case 'finished': {
      const finished = [...state.finished, action.result.request.sessionId]
      return { ...state, busy: false, finished, view: { at: 'result', result: action.result } }
    }
    case 'closed':
      return withView({ ...state, view: { at: 'waiting' } })
  }
}

/** A result stays until it is closed, and a request as long as the server lists it; then comes the oldest one. */
function withView(state: RequestState): RequestState {
  const { view, busy, requests, finished } = state
  switch (view.at) {
    case 'result':
      return state
    case 'request': {
      if (busy) return state
      const listed = requests.find(({ sessionId }) => sessionId === view.request.sessionId)
      if (listed !== undefined) return { ...state, view: { at: 'request', request: listed } }
      return { ...state, view: { at: 'result', result: { end: 'over', request: view.request } } }
    }
    case 'waiting': {
      const [oldest] = requests.filter(({ sessionId }) => !finished.includes(sessionId))
      return oldest === undefined ? state : { ...state, view: { at: 'request', request: oldest } }
    }
  }
}
