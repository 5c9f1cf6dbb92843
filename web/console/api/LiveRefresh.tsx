/** Opens the live stream while somebody is signed in, and asks again for what it says has changed. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { live } from './live.ts'

export const LiveRefresh = () => {
  const client = useQueryClient()
  useEffect(() => {
    const unlisten = live.onChange((ids) => {
      void client.invalidateQueries({ queryKey: ['sessions', 'getList'] })
      void client.invalidateQueries({
        queryKey: ['sessions', 'getOne'],
        predicate: ({ queryKey }) =>
          ids === 'everything' || ids.some((id) => JSON.stringify(queryKey[2]).includes(id)),
      })
    })
    live.start()
    return () => {
      unlisten()
      live.stop()
    }
  }, [client])
  return null
}
