/** The server's time, by default once a second: holds run out by its clock, not by this machine's. */
import { useEffect, useState } from 'react'
import { useLive } from '../live/useLive.ts'

export function useNow(everyMs = 1_000): number {
  const { offsetMs } = useLive()
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), everyMs)
    return () => window.clearInterval(timer)
  }, [everyMs])
  return now + offsetMs
}
