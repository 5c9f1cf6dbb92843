/** How a list takes news without moving what somebody reads (pure). */
export type SteadyRow<Row> = {
  row: Row
  /** It no longer belongs to this list; it stays where it is until the reader moves on. */
  isGone: boolean
}
export type SteadyRows<Row> = { rows: readonly SteadyRow<Row>[]; waiting: number }

type Identified = { id: string }

/** The list as the server has it. */
export function freshRows<Row extends Identified>(fresh: readonly Row[]): SteadyRows<Row> {
  return { rows: fresh.map((row) => ({ row, isGone: false })), waiting: 0 }
}

/**
 * While somebody reads, each row keeps its place and takes its own news; new ones wait until they are asked for.
 * A list in which nothing is left to read takes everything.
 */
export function steadyRows<Row extends Identified>(
  shown: readonly SteadyRow<Row>[],
  fresh: readonly Row[],
  isReading: boolean,
): SteadyRows<Row> {
  if (!isReading || shown.every(({ isGone }) => isGone)) return freshRows(fresh)
  const news = new Map(fresh.map((row) => [row.id, row]))
  const known = new Set(shown.map(({ row }) => row.id))
  return {
    rows: shown.map(({ row }) => {
      const newest = news.get(row.id)
      return newest === undefined ? { row, isGone: true } : { row: newest, isGone: false }
    }),
    waiting: fresh.filter(({ id }) => !known.has(id)).length,
  }
}
