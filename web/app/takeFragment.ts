/**
 * What the app was opened with: `#activation=CODE` or `#link=…`. Both are secrets of one use, so they
 * stand in the fragment, which no server sees, and are taken out of the address bar at once.
 */
export type Opening = { activationCode: string | null; deviceLink: string | null }

export function takeFragment(location: Location, history: History): Opening {
  const opening = readFragment(location.hash)
  if (location.hash !== '') history.replaceState(null, '', location.pathname)
  return opening
}

/** A link may stand there as it is, with ampersands of its own: it takes all that follows. */
export function readFragment(hash: string): Opening {
  return {
    activationCode: decoded(/^#activation=([^&]+)/.exec(hash)?.[1]),
    deviceLink: decoded(/^#link=(.+)$/.exec(hash)?.[1]),
  }
}

function decoded(text: string | undefined): string | null {
  if (text === undefined) return null
  // A link that was not encoded holds `://`; decoding it would change what its code was made over.
  if (text.includes('://')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
