import { lazily } from '../layout/lazily.ts'

const TeamPage = lazily(async () => ({ default: (await import('./TeamPage.tsx')).TeamPage }))

export const teamPages = { list: TeamPage }
