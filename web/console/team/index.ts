import { lazy } from 'react'

const TeamPage = lazy(async () => ({ default: (await import('./TeamPage.tsx')).TeamPage }))

export const teamPages = { list: TeamPage }
