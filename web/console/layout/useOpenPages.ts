import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useAuthProvider, useResourceDefinitions } from 'react-admin'
import { type ConsolePage, PAGES } from './pages.ts'

/** The pages that there are and that the reader's role may open. */
export function useOpenPages(): readonly ConsolePage[] {
  const definitions = useResourceDefinitions()
  const auth = useAuthProvider()
  const listed = useMemo(
    () => PAGES.filter(({ resource }) => resource === null || definitions[resource]?.hasList === true),
    [definitions],
  )
  const { data } = useQuery({
    queryKey: ['auth', 'openPages', listed.map(({ path }) => path)],
    queryFn: async () => {
      const may = await Promise.all(
        listed.map(({ resource }) =>
          resource === null ? true : (auth?.canAccess?.({ resource, action: 'list' }) ?? true),
        ),
      )
      return listed.filter((_page, index) => may[index])
    },
  })
  return data ?? NONE
}

const NONE: readonly ConsolePage[] = []
