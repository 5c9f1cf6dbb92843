/** Waits for requests to reach a phone: wakes at the commit that changes them, and costs nothing between. */
import type { PhoneRequest } from '../../domain/sessions/phoneRequest.ts'
import { addMs } from '../../domain/time.ts'
import { type PendingDependencies, pending } from './pending.ts'
import type { Phone } from './phone.ts'

export type WaitRequest = { timeoutMs: number; signal: AbortSignal }

/** At once where there are any; else when one comes, or when the time is over. */
export async function waitForRequests(
  deps: PendingDependencies,
  phone: Phone,
  { timeoutMs, signal }: WaitRequest,
): Promise<PhoneRequest[]> {
  const until = addMs(deps.clock.now(), timeoutMs)
  const changes = listen(deps, phone)
  const onAbort = () => changes.wake()
  signal.addEventListener('abort', onAbort)
  try {
    while (true) {
      const changed = changes.next()
      const requests = await pending(deps, phone)
      const left = until - deps.clock.now()
      if (requests.length > 0 || left <= 0 || signal.aborted) return requests
      await changedOrTimedOut(changed, left)
    }
  } finally {
    changes.close()
    signal.removeEventListener('abort', onAbort)
  }
}

/**
 * Gives the list at once and again whenever it is another, until the signal is aborted. Changes that come
 * while a list is being read make one more reading, not one each.
 */
export async function* watchRequests(
  deps: PendingDependencies,
  phone: Phone,
  signal: AbortSignal,
): AsyncGenerator<PhoneRequest[]> {
  const changes = listen(deps, phone)
  const onAbort = () => changes.wake()
  signal.addEventListener('abort', onAbort)
  let last: string | null = null
  try {
    while (!signal.aborted) {
      const changed = changes.next()
      const requests = await pending(deps, phone)
      const text = JSON.stringify(requests)
      if (text !== last) {
        last = text
        yield requests
      }
      if (!signal.aborted) await changed
    }
  } finally {
    changes.close()
    signal.removeEventListener('abort', onAbort)
  }
}

/** `next` is asked before the list is read, so that no change in between is lost. */
function listen(deps: PendingDependencies, phone: Phone) {
  let resolve: () => void = () => {}
  let promise = Promise.resolve()
  const renew = () => {
    promise = new Promise<void>((done) => {
      resolve = done
    })
  }
  const wake = () => {
    resolve()
    renew()
  }
  renew()
  const unsubscribe = deps.changeNotifications.forSubject(phone.account.subjectId, wake)
  return { next: () => promise, wake, close: unsubscribe }
}

async function changedOrTimedOut(changed: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((done) => {
    timer = setTimeout(done, ms)
  })
  await Promise.race([changed, late])
  clearTimeout(timer)
}
