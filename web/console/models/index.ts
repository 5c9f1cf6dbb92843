import { lazy } from 'react'

const ModelList = lazy(async () => ({ default: (await import('./ModelList.tsx')).ModelList }))
const ModelPage = lazy(async () => ({ default: (await import('./ModelPage.tsx')).ModelPage }))

export const modelPages = { list: ModelList, show: ModelPage }
