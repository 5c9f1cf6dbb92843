import { lazy, Suspense } from 'react'

const TinyWorld = lazy(async () => ({ default: (await import('../map/TinyMap.tsx')).TinyWorld }))

/** The land under every row's map, drawn once. */
export const TinyWorldOnce = () => (
  <Suspense fallback={null}>
    <TinyWorld />
  </Suspense>
)
