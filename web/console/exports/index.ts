import { ExportCreate } from './ExportCreate.tsx'
import { ExportList } from './ExportList.tsx'

export const exportPages = { list: ExportList, create: ExportCreate }
