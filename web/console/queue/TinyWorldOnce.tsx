import { Suspense } from 'react'
import { lazily } from '../loading/lazily.ts'

const TinyWorld = lazily(async () => ({ default: (await import('../map/TinyMap.tsx')).TinyWorld }))

/** The land under every row's map, drawn once. */
export const TinyWorldOnce = () => (
  <Suspense fallback={null}>
    <TinyWorld />
  </Suspense>
)
