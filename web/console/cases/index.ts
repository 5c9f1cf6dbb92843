import { lazily } from '../loading/lazily.ts'

const CaseList = lazily(async () => ({ default: (await import('./list/CaseList.tsx')).CaseList }))
const CaseShow = lazily(async () => ({ default: (await import('./CaseShow.tsx')).CaseShow }))

export const casePages = { list: CaseList, show: CaseShow }
