/** The server's time, once a second: holds run out by its clock, not by this machine's. */
import { useEffect, useState } from 'react'
import { useLive } from '../api/useLive.ts'

export function useNow(): number {
  const { offsetMs } = useLive()
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), 1_000)
    return () => window.clearInterval(timer)
  }, [])
  return now + offsetMs
}
