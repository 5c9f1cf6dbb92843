import { useQuery } from '@tanstack/react-query'
import type { Reveal } from '../../../../server/contract/persons.ts'
import { readReveals } from '../../api/personsApi.ts'

const EVERY_MS = 10_000
const NONE: Reveal[] = []

/** Requests that wait for a second person. */
export function useWaitingReveals(isAllowed: boolean) {
  const { data, error, isPending } = useQuery({
    queryKey: ['reveals'],
    queryFn: ({ signal }) => readReveals(signal),
    enabled: isAllowed,
    refetchInterval: EVERY_MS,
    retry: false,
  })
  return { reveals: data ?? NONE, error, isPending }
}
