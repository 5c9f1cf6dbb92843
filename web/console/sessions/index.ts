import { SessionList } from './SessionList.tsx'
import { SessionShow } from './SessionShow.tsx'

export const sessionPages = { list: SessionList, show: SessionShow }
