import { useEffect, useRef, useState } from 'react'
import type { Presence } from '../../../../server/contract/queue.ts'
import { claimSession, heartbeat, releaseClaim } from '../../api/queueApi.ts'

/** A claim ends a minute after the last sign of life. */
const SIGN_EVERY_MS = 20_000

/**
 * Tells the others that this reader has the session open, and claims it where it waits for a decision. Given back
 * when the page is left.
 * @returns null until the server has answered.
 */
export function usePresence(id: string, wantsClaim: boolean): Presence | null {
  const [presence, setPresence] = useState<Presence | null>(null)
  // One after the other: a claim that overtakes the giving back before it would be lost.
  const last = useRef(Promise.resolve())
  useEffect(() => {
    let isOpen = true
    const inTurn = (step: () => Promise<void>) => {
      last.current = last.current.then(step)
    }
    const beat = async (isFirst: boolean) => {
      try {
        // Somebody else may have it: then it is only looked at.
        const claimed = isFirst && wantsClaim ? await claimSession(id).catch(() => null) : null
        const presence = claimed ?? (await heartbeat(id))
        if (isOpen) setPresence(presence)
      } catch {
        // The page itself says when the connection is lost; the next sign comes soon.
      }
    }
    inTurn(() => beat(true))
    const timer = window.setInterval(() => inTurn(() => beat(false)), SIGN_EVERY_MS)
    return () => {
      isOpen = false
      window.clearInterval(timer)
      // Whoever leaves by closing the browser is gone after a minute all the same.
      inTurn(() => releaseClaim(id).catch(() => undefined))
    }
  }, [id, wantsClaim])
  return presence
}
