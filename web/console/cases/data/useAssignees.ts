import { useQuery } from '@tanstack/react-query'
import type { Assignee } from '../../../../server/contract/cases.ts'
import { readAssignees } from '../../api/caseWorkApi.ts'

const MINUTES_5 = 300_000
const NOBODY: Assignee[] = []

/** Everybody to whom a case may be given, by name; nobody until they are known. */
export function useAssignees(): Assignee[] {
  const { data } = useQuery({
    queryKey: ['assignees'],
    queryFn: ({ signal }) => readAssignees(signal),
    staleTime: MINUTES_5,
  })
  return data ?? NOBODY
}
