import { lazily } from '../loading/lazily.ts'

const PersonSearch = lazily(async () => ({ default: (await import('./PersonSearch.tsx')).PersonSearch }))
const PersonShow = lazily(async () => ({ default: (await import('./PersonShow.tsx')).PersonShow }))
const RevealList = lazily(async () => ({ default: (await import('./reveals/RevealList.tsx')).RevealList }))

export const personPages = { list: PersonSearch, show: PersonShow }
export const revealPages = { list: RevealList }
