/**
 * The engine's own features, windows and trainers over simulated card transactions, by the protocol of the Fraud
 * Detection Handbook: customer as subject, terminal as payee, labels seven days late.
 *
 *   npm run bench:detection -- --data FILE --first-train 2018-07-11 --folds 4 --json
 *
 * The last line is JSON.
 */

import type { FeatureName } from '../../server/domain/features/feature.ts'
import { startBackend } from '../../server/risk/training/trainBackend.ts'
import { chooseFeatures } from './featureChoice.ts'
import { buildFeatureRows, findLiveFeatures } from './featureMatrix.ts'
import { createRegistrySource } from './featureSource.ts'
import { summarise, toTable } from './figures.ts'
import { planFolds, TRAIN_DAYS } from './folds.ts'
import { guardAgainstLeaks, placesToGuard, worldOf } from './leakGuard.ts'
import { parseOptions, WrongOption } from './options.ts'
import { type FoldFigures, judgeCandidates, runFold, runLongFold } from './runFolds.ts'
import { readTransactions, type Transaction } from './transactions.ts'

const GUARDED_CUSTOMERS = 40
const GUARDED_ROWS = 12
const PROGRESS_EVERY = 50_000

const startedAt = Date.now()
const print = (line: string) =>
  console.error(`${String(Math.round((Date.now() - startedAt) / 1000)).padStart(4)} s  ${line}`)

try {
  await run()
} catch (error) {
  if (!(error instanceof WrongOption)) throw error
  console.error(error.message)
  process.exitCode = 2
}

async function run(): Promise<void> {
  const options = parseOptions(process.argv.slice(2))
  const transactions = await readTransactions(options.data)
  const folds = planFolds(options.firstTrainDay, options.folds)
  const [newest, oldest] = [folds[0], folds.at(-1)]
  if (newest === undefined || oldest === undefined) throw new WrongOption('--folds must be at least 1')
  const from = oldest.trainFrom - (options.longWeeks - 1) * TRAIN_DAYS
  const historyFrom = Math.max(0, from - options.historyDays)
  checkDays(transactions, from, newest.testTo)
  print(`${transactions.length} transactions read, ${folds.length} folds`)

  const span = { historyFrom, from, to: newest.testTo }
  const choice = chooseFeatures(await findLiveFeatures(transactions, span))
  const features = choice.supervised
  print(`${features.length} features of the registry have something to print`)
  await guard(transactions, features, historyFrom, from)
  const data = await buildFeatureRows(transactions, options.data, features, span, (done, all) => {
    if (done % PROGRESS_EVERY === 0) print(`windows: ${done} of ${all}`)
  })
  print(`trained on ${await startBackend()}, ${data.rows.length} rows of ${features.length} features`)

  const [best] = await judgeCandidates(data, choice.supervised, oldest, print)
  const figures: FoldFigures[] = []
  for (const fold of folds) figures.push(await runFold(data, choice, fold, print))
  const winner = best?.name ?? 'trees'
  const summaries = {
    trees: summarise(figures.map((one) => one.trees)),
    network: summarise(figures.map((one) => one.network)),
    unsupervised: summarise(figures.map((one) => one.unsupervised)),
  }
  const long = []
  if (options.longWeeks > 1) {
    for (const fold of folds) long.push(await runLongFold(data, choice.supervised, fold, options.longWeeks))
  }
  console.log(
    toTable([
      { name: 'gradient-boosted trees', summary: summaries.trees },
      { name: 'network', summary: summaries.network },
      { name: 'autoencoder (no labels in training)', summary: summaries.unsupervised },
      ...(long.length === 0
        ? []
        : [{ name: `trees, ${options.longWeeks} weeks of training`, summary: summarise(long) }]),
    ]),
  )
  print(`the headline is what won on the validation span: ${winner}`)
  console.log(
    JSON.stringify({
      supervised: winner === 'network' ? summaries.network : summaries.trees,
      unsupervised: summaries.unsupervised,
    }),
  )
}

async function guard(
  transactions: readonly Transaction[],
  features: readonly FeatureName[],
  historyFrom: number,
  to: number,
): Promise<void> {
  const world = worldOf(
    transactions.filter(({ day }) => day >= historyFrom && day < to),
    GUARDED_CUSTOMERS,
  )
  const places = placesToGuard(world, GUARDED_ROWS)
  await guardAgainstLeaks(() => createRegistrySource(features), world, places)
  print(`${places.length} rows were computed again in a world with another present and future: none changed`)
}

/** @throws WrongOption where the file does not hold the days that the folds need. */
function checkDays(transactions: readonly Transaction[], from: number, to: number): void {
  const last = transactions.at(-1)?.day ?? -1
  if (from < 0) throw new WrongOption(`the folds need ${-from} days before the first day of the file`)
  if (last + 1 < to)
    throw new WrongOption(`the folds need days up to ${to}, the file ends with day ${last + 1}`)
}
