import { useSyncExternalStore } from 'react'
import { type LiveState, live } from './live.ts'

export function useLive(): LiveState {
  return useSyncExternalStore(live.watch, live.getState)
}
