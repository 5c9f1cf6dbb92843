import { useRef } from 'react'
import { useListContext } from 'react-admin'
import { rowRange } from './rowRange.ts'

/** Which rows are chosen. With Shift, everything since the row that was chosen last. */
export function useSelection(ids: readonly string[]) {
  const { selectedIds, onSelect } = useListContext()
  const last = useRef<string | null>(null)
  const selected = selectedIds.map(String).filter((id) => ids.includes(id))
  return {
    selected,
    clear: () => onSelect([]),
    toggle(id: string, isRange: boolean) {
      const isAdding = !selected.includes(id)
      const touched = isRange ? rowRange(ids, last.current, id) : [id]
      last.current = id
      const others = selected.filter((one) => !touched.includes(one))
      onSelect(isAdding ? [...others, ...touched] : others)
      return isAdding
    },
  }
}
