/** Models, trainings and drift as the console API answers them (pure). */
import type { ConsoleUser } from '../../domain/consoleUser.ts'
import type { ModelStatusChange, ModelSummary, Span } from '../../domain/model.ts'
import type { Run } from '../../domain/run.ts'
import type { LiveComparison } from '../../flow/models/compareOnLive.ts'
import type { DriftReport } from '../../flow/models/ports.ts'
import { runToWire } from '../runs/toWire.ts'
import { iso } from '../sessionToWire.ts'
import type {
  DriftReportWire,
  LiveComparisonWire,
  ModelPageWire,
  ModelWire,
  SpanWire,
  TrainingRunWire,
} from './wire.ts'

type Names = ReadonlyMap<string, string>

function spanToWire({ from, to }: Span): SpanWire {
  return { from: iso(from), to: iso(to) }
}

function nameOf(names: Names, id: string | null): string | null {
  return id === null ? null : (names.get(id) ?? '')
}

export function modelToWire(model: ModelSummary, names: Names): ModelWire {
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
): ModelPageWire {
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

export function trainingRunToWire(run: Run<'training'>, user: ConsoleUser, names: Names): TrainingRunWire {
  return {
    ...runToWire(run, user, names),
    options: { ...run.request, ...spanToWire(run.request) },
    backend: run.result?.backend ?? null,
    modelId: run.result?.modelId ?? null,
  }
}

export function comparisonToWire(comparison: LiveComparison): LiveComparisonWire {
  return { ...comparison, ...spanToWire(comparison) }
}

export function driftReportToWire(report: DriftReport): DriftReportWire {
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
