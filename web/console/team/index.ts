import { lazily } from '../loading/lazily.ts'

const TeamPage = lazily(async () => ({ default: (await import('./TeamPage.tsx')).TeamPage }))

export const teamPages = { list: TeamPage }
