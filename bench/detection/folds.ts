/**
 * How time is cut: train a week, wait a week for labels, test a week, and the same again a week earlier
 * (prequential validation of the Fraud Detection Handbook, chapter 5).
 */
export const TRAIN_DAYS = 7
export const DELAY_DAYS = 7
export const TEST_DAYS = 7

/** Whole days since the first day of the data; ends are not included. */
export type Fold = {
  trainFrom: number
  trainTo: number
  testFrom: number
  testTo: number
}

/** @returns the latest first. */
export function planFolds(firstTrainDay: number, folds: number): Fold[] {
  return Array.from({ length: folds }, (_, index) => {
    const trainFrom = firstTrainDay - index * TEST_DAYS
    const trainTo = trainFrom + TRAIN_DAYS
    const testFrom = trainTo + DELAY_DAYS
    return { trainFrom, trainTo, testFrom, testTo: testFrom + TEST_DAYS }
  })
}

/** What a fold must know of a row. */
export type Dealing = { day: number; customer: number; fraud: number }

/** Places of the rows that a fold trains on and is tested on. */
export type Parts = { train: Uint32Array; test: Uint32Array }

/**
 * A customer whose fraud is known is no longer looked for: out of the test are those with a fraud in the training
 * week, and from each test day on those with one on the day whose labels have just come.
 */
export function divideByFold(rows: readonly Dealing[], fold: Fold): Parts {
  const train = placesWhere(rows, ({ day }) => day >= fold.trainFrom && day < fold.trainTo)
  const known = new Set(
    [...train].flatMap((place) => (rows[place]?.fraud === 1 ? [rows[place].customer] : [])),
  )
  const test: number[] = []
  for (let day = fold.testFrom; day < fold.testTo; day++) {
    const labelled = day - DELAY_DAYS - 1
    for (const row of rows) if (row.day === labelled && row.fraud === 1) known.add(row.customer)
    test.push(...placesWhere(rows, (row) => row.day === day && !known.has(row.customer)))
  }
  return { train, test: Uint32Array.from(test) }
}

export function placesWhere<Row>(rows: readonly Row[], holds: (row: Row) => boolean): Uint32Array {
  const places: number[] = []
  rows.forEach((row, place) => {
    if (holds(row)) places.push(place)
  })
  return Uint32Array.from(places)
}
