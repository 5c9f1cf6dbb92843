/** Models, trainings and drift as the console API answers them (pure). */
import type * as contract from '../../contract/models.ts'
import type { ConsoleUser } from '../../domain/consoleUser.ts'
import type { ModelStatusChange, ModelSummary, Span } from '../../domain/model.ts'
import type { Run } from '../../domain/runs/run.ts'
import type { LiveComparison } from '../../flow/models/compareOnLive.ts'
import type { DriftReport } from '../../flow/models/ports.ts'
import { runToWire } from '../runs/toWire.ts'
import { iso } from '../sessionToWire.ts'

type Names = ReadonlyMap<string, string>

function spanToWire({ from, to }: Span) {
  return { from: iso(from), to: iso(to) }
}

function nameOf(names: Names, id: string | null): string | null {
  return id === null ? null : (names.get(id) ?? '')
}

export function modelToWire(model: ModelSummary, names: Names): contract.Model {
  return {
    ...model,
    training: spanToWire(model.training),
    validation: spanToWire(model.validation),
    trainedBy: nameOf(names, model.trainedBy),
    createdAt: iso(model.createdAt),
  }
}

export function modelPageToWire(
  model: ModelSummary,
  changes: readonly ModelStatusChange[],
  names: Names,
): contract.ModelPage {
  return {
    ...modelToWire(model, names),
    changes: changes.map(({ step, from, to, userId, changedAt }) => ({
      step,
      from,
      to,
      by: names.get(userId) ?? '',
      changedAt: iso(changedAt),
    })),
  }
}

export function trainingRunToWire(
  run: Run<'training'>,
  user: ConsoleUser,
  names: Names,
): contract.TrainingRun {
  return {
    ...runToWire(run, user, names),
    options: { ...run.request, ...spanToWire(run.request) },
    backend: run.result?.backend ?? null,
    modelId: run.result?.modelId ?? null,
  }
}

export function comparisonToWire(comparison: LiveComparison): contract.LiveComparison {
  return { ...comparison, ...spanToWire(comparison) }
}

export function driftReportToWire(report: DriftReport): contract.DriftReport {
  return {
    id: report.id,
    modelId: report.modelId,
    day: iso(report.day).slice(0, 10),
    referenceRows: report.referenceRows,
    currentRows: report.currentRows,
    figures: report.figures.toSorted((a, b) => b.psi / b.limit - a.psi / a.limit),
    alerts: report.alerts,
  }
}
