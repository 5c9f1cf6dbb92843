import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { PhoneRequest } from '../../server/domain/sessions/phoneRequest.ts'
import {
  NO_REQUESTS,
  nextRequestState,
  type RequestAction,
  type RequestState,
} from '../../web/app/request/requestState.ts'

const request = (sessionId: string): PhoneRequest => ({
  sessionId,
  kind: 'authentication',
  flow: 'Notification',
  relyingPartyName: 'DEMO',
  interaction: null,
  verificationCode: '1234',
  codeChoices: null,
  warning: null,
  expiresAt: 0,
  key: null,
  toSign: null,
  callback: null,
})
const listed = (...ids: string[]): RequestAction => ({ type: 'listed', requests: ids.map(request) })
const refused = (id: string): RequestAction => ({
  type: 'finished',
  result: { end: 'refused', request: request(id) },
})
const play = (...actions: RequestAction[]): RequestState => actions.reduce(nextRequestState, NO_REQUESTS)
const BUSY: RequestAction = { type: 'busy', busy: true }
const IDLE: RequestAction = { type: 'busy', busy: false }
const CLOSED: RequestAction = { type: 'closed' }

describe('what the phone shows', () => {
  test('is the oldest request, and stays it when others come', () => {
    expect(play(listed('a')).view).toMatchObject({ at: 'request', request: { sessionId: 'a' } })
    expect(play(listed('b'), listed('a', 'b')).view).toMatchObject({
      at: 'request',
      request: { sessionId: 'b' },
    })
  })

  test('is the end of a request that the server no longer lists', () => {
    expect(play(listed('a'), listed()).view).toMatchObject({ at: 'result', result: { end: 'over' } })
  })

  test('is not the end of a request whose confirmation is under way', () => {
    expect(play(listed('a'), BUSY, listed()).view.at).toBe('request')
    expect(play(listed('a'), BUSY, listed(), IDLE).view).toMatchObject({
      at: 'result',
      result: { end: 'over' },
    })
  })

  test('stays a result until it is closed, and then is the next request', () => {
    const seen = play(listed('a', 'b'), refused('a'), listed('b', 'c'))
    expect(seen.view).toMatchObject({ at: 'result', result: { end: 'refused' } })
    expect(nextRequestState(seen, CLOSED).view).toMatchObject({ at: 'request', request: { sessionId: 'b' } })
  })

  test('is never again a request that ended here, though a late list still names it', () => {
    expect(play(listed('a'), refused('a'), listed('a'), CLOSED).view.at).toBe('waiting')
  })

  test('is new data of the same request, as soon as the server has it', () => {
    const fresh = { ...request('a'), key: { keyId: 'k', freshnessToken: 'second' } }
    expect(play(listed('a'), { type: 'listed', requests: [fresh] }).view).toEqual({
      at: 'request',
      request: fresh,
    })
  })

  test('is, whatever happens, never a request that the server does not list or that ended here', () => {
    const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c'))
    const action: fc.Arbitrary<RequestAction> = fc.oneof(
      ids.map((some) => listed(...some)),
      fc.constantFrom('a', 'b', 'c').map(refused),
      fc.constant(CLOSED),
    )
    fc.assert(
      fc.property(fc.array(action, { maxLength: 20 }), (actions) => {
        let state = NO_REQUESTS
        for (const one of actions) {
          state = nextRequestState(state, one)
          const { view, requests, finished } = state
          if (view.at !== 'request') continue
          expect(requests.map(({ sessionId }) => sessionId)).toContain(view.request.sessionId)
          if (one.type !== 'finished') expect(finished).not.toContain(view.request.sessionId)
        }
      }),
    )
  })
})
