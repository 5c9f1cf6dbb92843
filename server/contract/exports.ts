/** Exports: the evidence of a period, or what a list of the console shows, with its filter. */
import { z } from 'zod'
import { EXPORT_KINDS } from '../domain/runs/export.ts'
import { DAY_MS } from '../domain/time.ts'
import { caseFilter } from './cases.ts'
import { openEnum, strictEnum } from './forms/closedSet.ts'
import { instant, time } from './forms/formats.ts'
import { pageOf } from './forms/pages.ts'
import { listFilter } from './lists.ts'
import { run } from './runs.ts'
import { sessionFilter } from './sessionFilter.ts'
import { searchId } from './sessions.ts'

const LONGEST_PERIOD_DAYS = 366

/** The kind says who may, so it is read before the rest is looked at. */
export const exportKindBody = z.looseObject({
  kind: strictEnum(EXPORT_KINDS).default('evidence'),
  withAddresses: z.boolean().default(false),
})

export const evidenceBody = z
  .strictObject({ kind: z.literal('evidence').default('evidence'), from: instant, to: instant })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'must be later than from' })
  .refine(({ from, to }) => to - from <= LONGEST_PERIOD_DAYS * DAY_MS, {
    path: ['to'],
    message: `must be at most ${LONGEST_PERIOD_DAYS} days after from`,
  })
/** As GET /sessions takes it. */
export const sessionsExportBody = z.strictObject({
  kind: z.literal('sessions'),
  filter: sessionFilter.default({}),
  search: searchId.optional(),
  withAddresses: z.boolean().default(false),
})
/** As POST /cases/search takes it. */
export const casesExportBody = z.strictObject({
  kind: z.enum(['cases', 'campaigns']),
  filter: caseFilter.default({}),
})
/** As GET /lists takes it. */
export const listsExportBody = z.strictObject({
  kind: z.literal('lists'),
  filter: z.strictObject(listFilter).prefault({}),
})
export const rulesExportBody = z.strictObject({ kind: z.literal('rules') })
export const modelsExportBody = z.strictObject({ kind: z.literal('models') })

/** `done` and `total` are rows. */
export const exportRecord = run.extend({
  kind: openEnum(EXPORT_KINDS),
  withAddresses: z.boolean(),
  /** Null: no evidence of a period, but what a list shows. */
  from: time.nullable(),
  to: time.nullable(),
})
export const exportRecords = pageOf(exportRecord)

export type ExportRecord = z.output<typeof exportRecord>
