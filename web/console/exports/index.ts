import { lazy } from 'react'

const ExportList = lazy(async () => ({ default: (await import('./ExportList.tsx')).ExportList }))
const ExportCreate = lazy(async () => ({ default: (await import('./ExportCreate.tsx')).ExportCreate }))

export const exportPages = { list: ExportList, create: ExportCreate }
