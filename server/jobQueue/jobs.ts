/**
 * The catalogue of jobs: name, queue payload. Payloads carry ids and the deadline, never an identity, an
 * address or free text. An outbox row is the source of every job (design, invariant 3).
 */
import { z } from 'zod'

const deadlineAt = z.int()

export const JOBS = {
  /** Decide a received session before delivery, or score it again after a fallback. */
  score: z.object({ sessionId: z.uuid(), deadlineAt }),
  /** Count a session's end in the history. */
  learn: z.object({ sessionId: z.uuid() }),
  /** Send a notice outside the app. */
  notify: z.object({ noticeId: z.uuid(), deadlineAt }),
  /** Write an export's files. */
  export: z.object({ exportId: z.uuid() }),
  /** Train a model. */
  train: z.object({ runId: z.uuid() }),
  /** Make decisions of the past again. */
  replay: z.object({ replayId: z.uuid() }),
  /** The schedule's: ask for a training. */
  retrain: z.object({}),
  /** The schedule's: hold the last week against what the champion learnt from. */
  drift: z.object({}),
  /** The schedule's: count the hours of dashboards that ended or changed. */
  dashboard: z.object({}),
  /** Make partitions ahead, drop what need not be kept. */
  retain: z.object({}),
} as const

export type JobName = keyof typeof JOBS
export const JOB_NAMES = [
  'score',
  'learn',
  'notify',
  'export',
  'train',
  'replay',
  'retrain',
  'drift',
  'dashboard',
  'retain',
] as const satisfies readonly JobName[]
export type JobPayload<Name extends JobName> = z.infer<(typeof JOBS)[Name]>

/** A job and its payload, matched by the compiler. */
export type Job = { [Name in JobName]: { job: Name; payload: JobPayload<Name> } }[JobName]

/** @throws ZodError where the name is not of the catalogue or the payload is not of the job. */
export function parseJob(job: string, payload: unknown): Job {
  return jobSchema.parse({ job, payload })
}

const jobSchema = z.discriminatedUnion('job', [
  z.object({ job: z.literal('score'), payload: JOBS.score }),
  z.object({ job: z.literal('learn'), payload: JOBS.learn }),
  z.object({ job: z.literal('notify'), payload: JOBS.notify }),
  z.object({ job: z.literal('export'), payload: JOBS.export }),
  z.object({ job: z.literal('train'), payload: JOBS.train }),
  z.object({ job: z.literal('replay'), payload: JOBS.replay }),
  z.object({ job: z.literal('retrain'), payload: JOBS.retrain }),
  z.object({ job: z.literal('drift'), payload: JOBS.drift }),
  z.object({ job: z.literal('dashboard'), payload: JOBS.dashboard }),
  z.object({ job: z.literal('retain'), payload: JOBS.retain }),
])
