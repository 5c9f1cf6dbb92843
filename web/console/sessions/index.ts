import { lazily } from '../loading/lazily.ts'

const SessionList = lazily(async () => ({ default: (await import('../queue/SessionList.tsx')).SessionList }))
const SessionShow = lazily(async () => ({ default: (await import('./SessionShow.tsx')).SessionShow }))

export const sessionPages = { list: SessionList, show: SessionShow }
