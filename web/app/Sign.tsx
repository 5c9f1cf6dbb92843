const PATHS = {
  done: 'M14 25l7 7 14-15',
  stopped: 'M16 16l16 16M32 16L16 32',
  locked: 'M17 23v-4a7 7 0 0 1 14 0v4M15 23h18v12H15z',
} as const

/** A picture of how something ended; the heading below it says it in words. */
export function Sign({ of }: { of: keyof typeof PATHS }) {
  return (
    <svg className={`sign ${of}`} viewBox="0 0 48 48" aria-hidden="true">
      <circle cx="24" cy="24" r="22" />
      <path d={PATHS[of]} />
    </svg>
  )
}
