import { lazy } from 'react'

const CaseList = lazy(async () => ({ default: (await import('./CaseList.tsx')).CaseList }))
const CaseShow = lazy(async () => ({ default: (await import('./CaseShow.tsx')).CaseShow }))

export const casePages = { list: CaseList, show: CaseShow }
