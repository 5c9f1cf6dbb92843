import { lazily } from '../loading/lazily.ts'

const ExportList = lazily(async () => ({ default: (await import('./ExportList.tsx')).ExportList }))
const ExportCreate = lazily(async () => ({ default: (await import('./ExportCreate.tsx')).ExportCreate }))

export const exportPages = { list: ExportList, create: ExportCreate }
