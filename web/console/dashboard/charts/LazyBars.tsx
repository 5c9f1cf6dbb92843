import Skeleton from '@mui/material/Skeleton'
import { type ComponentProps, Suspense } from 'react'
import type { BarSeries as Bars } from '../../charts/BarSeries.tsx'
import { lazily } from '../../loading/lazily.ts'

const BarSeries = lazily(async () => ({ default: (await import('../../charts/BarSeries.tsx')).BarSeries }))

/** Bars that come after the numbers: the library of charts is large. */
export const LazyBars = ({ height, ...bars }: ComponentProps<typeof Bars> & { height: number }) => (
  <Suspense fallback={<Skeleton variant="rounded" height={height} />}>
    <BarSeries height={height} {...bars} />
  </Suspense>
)
