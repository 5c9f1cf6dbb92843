import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query'
import { CASE_REFETCH_MS } from './useCase.ts'

type Page<Item> = { items: Item[]; nextCursor: string | null }
type ReadPage<Item> = (cursor: string | null, signal: AbortSignal) => Promise<Page<Item>>

/** Rows of a case, newest first, a page at a time; what is shown looks for news by itself. */
export function usePages<Item>(queryKey: readonly string[], read: ReadPage<Item>) {
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery<
    Page<Item>,
    Error,
    InfiniteData<Page<Item>>,
    readonly string[],
    string | null
  >({
    queryKey,
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    initialPageParam: null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: CASE_REFETCH_MS,
  })
  return {
    rows: data?.pages.flatMap(({ items }) => items) ?? [],
    error,
    isPending,
    more: hasNextPage ? { fetch: () => void fetchNextPage(), isFetching: isFetchingNextPage } : null,
  }
}
