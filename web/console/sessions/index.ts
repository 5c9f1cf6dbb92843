import { lazy } from 'react'

const SessionList = lazy(async () => ({ default: (await import('../queue/SessionList.tsx')).SessionList }))
const SessionShow = lazy(async () => ({ default: (await import('./SessionShow.tsx')).SessionShow }))

export const sessionPages = { list: SessionList, show: SessionShow }
