/** Trains and tests fold by fold. */
import type { FeatureName } from '../../server/domain/features/feature.ts'
import { chooseSupervised, type Judged } from '../../server/risk/training/chooseSupervised.ts'
import {
  labelsOf,
  SUPERVISED,
  type SupervisedName,
  type Trained,
  trainSupervised,
  trainUnsupervised,
} from './candidates.ts'
import type { FeatureRows } from './featureMatrix.ts'
import { type Figures, measure } from './figures.ts'
import { divideByFold, type Fold, placesWhere, TRAIN_DAYS } from './folds.ts'
import type { Transaction } from './transactions.ts'

export type FeatureChoice = { supervised: readonly FeatureName[]; unsupervised: readonly FeatureName[] }

export type FoldFigures = { unsupervised: Figures } & Record<SupervisedName, Figures>

type Print = (line: string) => void

/** Of the oldest training week, the candidates learn from the first days and are judged on the rest. */
const CHOOSING_DAYS = 4

/**
 * Chooses before any test day: later labels than those of the oldest training week have no say.
 * @returns the candidates, the best first.
 */
export async function judgeCandidates(
  data: FeatureRows,
  features: readonly FeatureName[],
  oldest: Fold,
  print: Print,
): Promise<Judged[]> {
  const train = daysOf(data.rows, oldest.trainFrom, oldest.trainFrom + CHOOSING_DAYS)
  const later = daysOf(data.rows, oldest.trainFrom + CHOOSING_DAYS, oldest.trainTo)
  const candidates = []
  for (const name of SUPERVISED) {
    const trained = await trainSupervised(name, data, features, train)
    candidates.push({ name, scores: trained(later) })
  }
  const judged = chooseSupervised(candidates, labelsOf(data, later))
  for (const { name, averagePrecision, auc } of judged) {
    print(`validation, before every test: ${name} AP ${averagePrecision.toFixed(3)}, AUC ${auc.toFixed(3)}`)
  }
  return judged
}

export async function runFold(
  data: FeatureRows,
  features: FeatureChoice,
  fold: Fold,
  print: Print,
): Promise<FoldFigures> {
  const { train, test } = divideByFold(data.rows, fold)
  const rows = [...test].flatMap((place) => data.rows[place] ?? [])
  const judge = (name: string, trained: Trained): Figures => {
    const figures = measure(rows, trained(test))
    print(
      `train day ${fold.trainFrom}, test day ${fold.testFrom}: ${name} AUC ${figures.auc.toFixed(3)}, ` +
        `AP ${figures.ap.toFixed(3)}, CP@100 ${figures.cp100.toFixed(3)}`,
    )
    return figures
  }
  return {
    trees: judge('trees', await trainSupervised('trees', data, features.supervised, train)),
    network: judge('network', await trainSupervised('network', data, features.supervised, train)),
    unsupervised: judge('autoencoder', await trainUnsupervised(data, features.unsupervised, train)),
  }
}

/** The trees of a longer training span that ends on the same day: its labels are as old at the test's begin. */
export async function runLongFold(
  data: FeatureRows,
  features: readonly FeatureName[],
  fold: Fold,
  weeks: number,
): Promise<Figures> {
  const { test } = divideByFold(data.rows, fold)
  const train = daysOf(data.rows, fold.trainTo - weeks * TRAIN_DAYS, fold.trainTo)
  const trained = await trainSupervised('trees', data, features, train)
  return measure(
    [...test].flatMap((place) => data.rows[place] ?? []),
    trained(test),
  )
}

function daysOf(rows: readonly Transaction[], from: number, to: number): Uint32Array {
  return placesWhere(rows, ({ day }) => day >= from && day < to)
}
