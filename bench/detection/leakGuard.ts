/**
 * Refuses features that know what nobody could know at the time. Some rows are computed again in a world that
 * differs from the first only in what their moment must not know: their own label, every label younger than the
 * delay, and everything after them. A row that changes has seen one of these. And a twin, asked for right after a
 * row that was not counted, must look the same: else the row was counted before it was read.
 */
import type { CreateSource, FeatureSource } from './featureSource.ts'
import { createCatchUp, LABEL_DELAY_MS, playTransactions } from './playTransactions.ts'
import type { Transaction } from './transactions.ts'

export class LeakFound extends Error {
  override readonly name = 'LeakFound'
}

/**
 * @param places of the transactions that are looked at.
 * @throws LeakFound that names the feature and what it saw.
 */
export async function guardAgainstLeaks(
  createSource: CreateSource,
  transactions: readonly Transaction[],
  places: readonly number[],
): Promise<void> {
  const expected = await readInOrder(createSource, transactions, new Set(places))
  for (const place of places) {
    const transaction = transactions[place]
    const before = expected.get(place)
    if (transaction === undefined || before === undefined) throw new RangeError(`there is no row ${place}`)
    const altered = alterUnknowable(transactions, place)
    const source = createSource(altered)
    await playUpTo(source, altered, place)
    const row = await source.read(transaction)
    compare(source.features, before, row, `row ${transaction.id} knows the future or a label too young`)
    const twin = await source.read({ ...transaction, id: twinIdOf(transactions) })
    compare(source.features, row, twin, `row ${transaction.id} was counted before it was read`)
  }
}

async function readInOrder(
  createSource: CreateSource,
  transactions: readonly Transaction[],
  places: ReadonlySet<number>,
): Promise<Map<number, Float64Array>> {
  const rows = new Map<number, Float64Array>()
  const placeOf = new Map([...places].map((place) => [transactions[place], place]))
  await playTransactions(createSource(transactions), transactions.slice(0, Math.max(...places) + 1), {
    wants: (transaction) => placeOf.has(transaction),
    onRow: (transaction, row) => rows.set(placeOf.get(transaction) ?? -1, row),
  })
  return rows
}

/** The row itself keeps all but its label. */
function alterUnknowable(transactions: readonly Transaction[], place: number): Transaction[] {
  const now = transactions[place]?.occurredAt ?? 0
  return transactions.map((transaction, at) => {
    if (transaction.occurredAt + LABEL_DELAY_MS <= now) return transaction
    const flipped = { ...transaction, fraud: 1 - transaction.fraud }
    return at > place ? { ...flipped, amountMinor: 3 * transaction.amountMinor + 7 } : flipped
  })
}

async function playUpTo(
  source: FeatureSource,
  transactions: readonly Transaction[],
  place: number,
): Promise<void> {
  const catchUp = createCatchUp(source, transactions)
  for (const transaction of transactions.slice(0, place)) {
    await catchUp(transaction.occurredAt)
    await source.count(transaction)
  }
  const last = transactions[place]
  if (last !== undefined) await catchUp(last.occurredAt)
}

function twinIdOf(transactions: readonly Transaction[]): number {
  return (transactions.at(-1)?.id ?? 0) + 1
}

function compare(features: readonly string[], one: Float64Array, other: Float64Array, what: string): void {
  const at = one.findIndex((value, index) => !Object.is(value, other[index] ?? Number.NaN))
  if (at >= 0) throw new LeakFound(`${what}: ${features[at]} is ${one[at]} and then ${other[at]}`)
}

/** A small world of its own: some customers with all that they did, so that the guard costs little. */
export function worldOf(transactions: readonly Transaction[], customers: number): Transaction[] {
  return transactions.filter(({ customer }) => customer < customers)
}

/** Rows spread over the last part of a world, when windows are full and labels known. */
export function placesToGuard(transactions: readonly Transaction[], count: number): number[] {
  const from = Math.floor(transactions.length / 2)
  return Array.from(
    { length: count },
    (_, at) => from + Math.floor(((at + 0.5) * (transactions.length - from)) / count),
  )
}
