import { type RefObject, useState } from 'react'

type RowWalk = {
  /** What holds the rows; each carries its id as `data-row`. */
  table: RefObject<HTMLElement | null>
  ids: readonly string[]
}

/** The row that has the focus is the current one; steps stop at both ends. */
export function useRowWalk({ table, ids }: RowWalk) {
  const [currentId, setCurrentId] = useState<string | null>(null)
  const current = currentId === null ? -1 : ids.indexOf(currentId)

  /** @returns the row's place; null where there is no row. */
  const focusRow = (index: number): number | null => {
    const place = Math.min(Math.max(index, 0), ids.length - 1)
    const id = ids[place]
    if (id === undefined) return null
    setCurrentId(id)
    const element = table.current?.querySelector(`[data-row="${id}"]`)
    if (element instanceof HTMLElement) element.focus()
    return place
  }

  return {
    /** Null: no row of these. */
    currentId: current === -1 ? null : currentId,
    setCurrentId,
    walk: (by: number) => focusRow(current + by),
    /** After a dialog, which gives the focus up only when it has gone. */
    comeBack: () => window.setTimeout(() => focusRow(current)),
  }
}
