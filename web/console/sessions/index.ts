import { lazily } from '../loading/lazily.ts'

const SessionShow = lazily(async () => ({ default: (await import('./SessionShow.tsx')).SessionShow }))

export const sessionPages = { show: SessionShow }
