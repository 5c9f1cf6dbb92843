import { lazily } from '../loading/lazily.ts'

const SessionList = lazily(async () => ({ default: (await import('./SessionList.tsx')).SessionList }))

/** The list of sessions, which is the analysts' queue. */
export const queuePages = { list: SessionList }
