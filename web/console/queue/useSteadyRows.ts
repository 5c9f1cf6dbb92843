import { useState } from 'react'
import { freshRows, type SteadyRows, steadyRows } from './steadyRows.ts'

type Identified = { id: string }
type Held<Row> = { view: string; fresh: readonly Row[]; isReading: boolean; steady: SteadyRows<Row> }

/**
 * @param view which list it is (filter, page): another one is taken as it comes.
 * @returns the rows to draw, how many new ones wait, and what shows them.
 */
export function useSteadyRows<Row extends Identified>(
  view: string,
  fresh: readonly Row[],
  isReading: boolean,
): SteadyRows<Row> & { showNew: () => void } {
  const [held, setHeld] = useState<Held<Row>>(() => ({ view, fresh, isReading, steady: freshRows(fresh) }))
  let now = held
  if (held.view !== view || held.fresh !== fresh || held.isReading !== isReading) {
    const steady = held.view === view ? steadyRows(held.steady.rows, fresh, isReading) : freshRows(fresh)
    now = { view, fresh, isReading, steady }
    setHeld(now)
  }
  return { ...now.steady, showNew: () => setHeld({ view, fresh, isReading, steady: freshRows(fresh) }) }
}
