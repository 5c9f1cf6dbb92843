import { lazy } from 'react'

const PersonSearch = lazy(async () => ({ default: (await import('./PersonSearch.tsx')).PersonSearch }))
const PersonShow = lazy(async () => ({ default: (await import('./PersonShow.tsx')).PersonShow }))
const RevealList = lazy(async () => ({ default: (await import('./RevealList.tsx')).RevealList }))

export const personPages = { list: PersonSearch, show: PersonShow }
export const revealPages = { list: RevealList }
