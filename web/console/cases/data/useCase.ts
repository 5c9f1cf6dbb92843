import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useLogoutIfAccessDenied } from 'react-admin'
import { readCase } from '../../api/caseWorkApi.ts'

/** Others work on it too: the page looks again by itself. */
export const CASE_REFETCH_MS = 10_000

export function useCase(id: string) {
  const logOutIfDenied = useLogoutIfAccessDenied()
  const found = useQuery({
    queryKey: ['case', id],
    queryFn: ({ signal }) => readCase(id, signal),
    refetchInterval: CASE_REFETCH_MS,
    retry: false,
  })
  const { error } = found
  useEffect(() => {
    if (error !== null) void logOutIfDenied(error)
  }, [error, logOutIfDenied])
  return found
}
