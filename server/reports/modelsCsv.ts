/** Models as CSV. */
import type { ModelSummary } from '../domain/model.ts'
import { type Column, isoCell } from './csv.ts'

export type ListedModel = ModelSummary & { trainedByName: string | null }

export const MODEL_COLUMNS: readonly Column<ListedModel>[] = [
  ['Model', ({ id }) => id],
  ['Version', ({ version }) => version],
  ['Kind', ({ kind }) => kind],
  ['Status', ({ status }) => status],
  ['Features', ({ features }) => features.length],
  ['Trained from (UTC)', ({ training }) => isoCell(training.from)],
  ['Trained to (UTC)', ({ training }) => isoCell(training.to)],
  ['Training rows', ({ rows }) => rows.training.rows],
  ['Frauds in them', ({ rows }) => rows.training.frauds],
  ['Validation rows', ({ rows }) => rows.validation.rows],
  ['Area under the curve', ({ metrics }) => metrics.candidate.auc],
  ['Average precision', ({ metrics }) => metrics.candidate.averagePrecision],
  ['Rules alone: area under the curve', ({ metrics }) => metrics.rulesAlone.auc],
  ['Rules alone: average precision', ({ metrics }) => metrics.rulesAlone.averagePrecision],
  ['Rule set', ({ ruleSetVersion }) => ruleSetVersion],
  ['Asked for by', ({ trainedBy, trainedByName }) => (trainedBy === null ? 'the schedule' : trainedByName)],
  ['Made at (UTC)', ({ createdAt }) => isoCell(createdAt)],
]
