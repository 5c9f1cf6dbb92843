/** Opens the live stream while somebody is signed in, and brings what it says to the pages. */
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { SessionItem } from '../../../server/contract/sessions.ts'
import { live } from './live.ts'

/** Which rows belong to a list the server knows: it is asked again, no oftener than this. */
const LISTS_EVERY_MS = 1_000
const LISTS = ['sessions', 'getList']

export const LiveRefresh = () => {
  const client = useQueryClient()
  useEffect(() => {
    const lists = paced(LISTS_EVERY_MS, () => client.invalidateQueries({ queryKey: LISTS }))
    const unlisten = live.onChange((ids) => {
      lists.soon()
      void client.invalidateQueries({
        queryKey: ['sessions', 'getOne'],
        predicate: ({ queryKey }) =>
          ids === 'everything' || ids.some((id) => JSON.stringify(queryKey[2]).includes(id)),
      })
    })
    const unwatch = live.onRow((row) => putIntoLists(client, row))
    live.start()
    return () => {
      unlisten()
      unwatch()
      lists.cancel()
      live.stop()
    }
  }, [client])
  return null
}

/** A row that is on the screen takes its news at once. */
function putIntoLists(client: QueryClient, row: SessionItem): void {
  client.setQueriesData<{ data: readonly SessionItem[] }>({ queryKey: LISTS }, (list) =>
    list?.data.some(({ id }) => id === row.id)
      ? { ...list, data: list.data.map((one) => (one.id === row.id ? row : one)) }
      : list,
  )
}

/** Runs at once, and again at the end of each span in which it was asked for meanwhile. */
function paced(everyMs: number, work: () => Promise<unknown>) {
  let timer: number | undefined
  let isAsked = false
  function soon() {
    if (timer !== undefined) {
      isAsked = true
      return
    }
    void work()
    timer = window.setTimeout(() => {
      timer = undefined
      const wasAsked = isAsked
      isAsked = false
      if (wasAsked) soon()
    }, everyMs)
  }
  return { soon, cancel: () => window.clearTimeout(timer) }
}
