import { useEffect, useState } from 'react'
import { takeFragment } from '../takeFragment.ts'

/** The link that the app was opened with, or is opened with while it runs; gone once something else is shown. */
export function useDeviceLink(first: string | null, waiting: boolean): string | null {
  const [link, setLink] = useState(first)

  useEffect(() => {
    if (!waiting) setLink(null)
  }, [waiting])

  useEffect(() => {
    const onHash = () => {
      const { deviceLink } = takeFragment(location, history)
      if (deviceLink !== null) setLink(deviceLink)
    }
    window.addEventListener('hashchange', onHash)
    return () => window.removeEventListener('hashchange', onHash)
  }, [])

  return link
}
