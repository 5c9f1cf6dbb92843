/** What models need of the stores: the registry, drift reports, and past decisions to learn from and compare on. */
import type { ConsoleUserId, Id, ModelId } from '../../domain/ids.ts'
import type {
  DriftFigure,
  ModelStatus,
  ModelStatusChange,
  ModelStep,
  ModelSummary,
  Span,
} from '../../domain/model.ts'
import type { FeatureVector } from '../../domain/sessions/decision.ts'
import type { Label } from '../../domain/sessions/label.ts'
import type { Instant } from '../../domain/time.ts'

/** `artifact`: its weights as JSON, checked by whoever makes it ready to run. */
export type StoredModel = ModelSummary & { artifact: unknown }

export type NewModel = Omit<ModelSummary, 'status' | 'createdAt'> & { artifact: object }

export interface ModelReads {
  find(id: ModelId): Promise<ModelSummary | null>
  /** Newest first. */
  list(page: { after: ModelId | null; limit: number }): Promise<ModelSummary[]>
  /** The oldest first. */
  changes(id: ModelId): Promise<ModelStatusChange[]>
  champion(): Promise<ModelSummary | null>
  /**
   * The champion before the one in force was promoted, or, where none is in force, the last one that was. Null:
   * there is none to go back to. Who was rolled back from is never gone back to by rolling back again.
   */
  championBefore(current: ModelId | null): Promise<ModelId | null>
  /** What scores now, with its weights: the champion and every challenger, the oldest first. */
  inForce(): Promise<{ champion: StoredModel | null; challengers: StoredModel[] }>
}

/** One step of one model, and of the champion that it takes the place of. */
export type ModelMove = {
  id: string
  modelId: ModelId
  step: ModelStep
  from: ModelStatus
  to: ModelStatus
  userId: ConsoleUserId
  changedAt: Instant
}

export interface ModelWrites {
  /** A candidate. */
  create(model: NewModel): Promise<void>
  /** One person at a time moves models: the others wait until this transaction has ended. */
  lockMoves(): Promise<void>
  championId(): Promise<ModelId | null>
  /**
   * The move and its record; every process is notified when the transaction commits.
   * @returns false where the model is no longer where it was thought to be; nothing was written then.
   */
  move(move: ModelMove): Promise<boolean>
}

export type DriftReport = {
  id: Id<'driftReport'>
  modelId: ModelId
  /** Midnight (UTC) that begins the day. */
  day: Instant
  figures: DriftFigure[]
  referenceRows: number
  currentRows: number
  /** Names of those past their limit. */
  alerts: string[]
}

export interface ModelDriftReads {
  isReported(modelId: ModelId, day: Instant): Promise<boolean>
  /** The last report of a model; null: none yet. */
  latest(modelId: ModelId): Promise<DriftReport | null>
  /** Newest first. */
  list(page: { after: Id<'driftReport'> | null; limit: number }): Promise<DriftReport[]>
}

export interface ModelDriftWrites {
  /**
   * The report and its alerts.
   * @returns false where that day was reported before; nothing was written then.
   */
  add(report: DriftReport, alertIds: () => string): Promise<boolean>
}

/** A decision before delivery with all its labels, at most one a source. */
export type PastDecision = {
  sessionId: Id<'session'>
  decidedAt: Instant
  features: FeatureVector
  labels: Label[]
}

export interface TrainingSource {
  count(span: Span): Promise<number>
  /** Every decision of the span in the order of session ids, read in pages. */
  decisions(span: Span, pageSize: number): AsyncGenerator<PastDecision>
}

export type ComparisonQuestion = {
  version: string
  /** Event times, from included and to not. */
  from: Instant
  to: Instant
  /** Unlabelled sessions from here on are too young to count as genuine. */
  settledBefore: Instant
  /** Scores that part the bins, rising: one bin more than edges. */
  edges: readonly number[]
}

/** Sessions of one bin of the score. `young`: unlabelled, and fraud may still become known. */
export type ScoreBinCount = {
  bin: number
  sessions: number
  scoreSum: number
  fraud: number
  genuine: number
  young: number
  interrupted: number
  fraudInterrupted: number
  genuineInterrupted: number
}

export type ComparisonCounts = { model: ScoreBinCount[]; decider: ScoreBinCount[] }

export interface ModelComparison {
  /** Delivery decisions of workers of which the model has a score; while it decides itself, both sides are the same. */
  count(question: ComparisonQuestion): Promise<ComparisonCounts>
}
