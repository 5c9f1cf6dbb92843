import { lazy } from 'react'

const ListsPage = lazy(async () => ({ default: (await import('./ListsPage.tsx')).ListsPage }))

export const listPages = { list: ListsPage }
