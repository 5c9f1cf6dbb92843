import { lazy } from 'react'

const ReplayList = lazy(async () => ({ default: (await import('./ReplayList.tsx')).ReplayList }))
const ReplayPage = lazy(async () => ({ default: (await import('./ReplayPage.tsx')).ReplayPage }))

export const replayPages = { list: ReplayList, show: ReplayPage }
