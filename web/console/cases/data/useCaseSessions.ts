import { readCaseSessions } from '../../api/caseWorkApi.ts'
import { usePages } from './usePages.ts'

export function useCaseSessions(id: string) {
  return usePages(['case', id, 'sessions'], (cursor, signal) => readCaseSessions(id, cursor, signal))
}
