/** Exports: the evidence of a period, or what a list of the console shows, with its filter. */
import { z } from 'zod'
import { EXPORT_KINDS, EXPORT_STATES } from '../domain/export.ts'
import { DAY_MS } from '../domain/time.ts'
import { caseFilter } from './cases.ts'
import { openEnum, strictEnum } from './forms/closedSet.ts'
import { count, instant, time, uuid } from './forms/formats.ts'
import { pageOf } from './forms/pages.ts'
import { listFilter } from './lists.ts'
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

export const exportRecord = z.object({
  id: uuid,
  kind: openEnum(EXPORT_KINDS),
  withAddresses: z.boolean(),
  /** Null: no evidence of a period, but what a list shows. */
  from: time.nullable(),
  to: time.nullable(),
  state: openEnum(EXPORT_STATES),
  rowsDone: count,
  /** Null: not counted. */
  rowsTotal: count.nullable(),
  requestedBy: z.string(),
  createdAt: time,
  finishedAt: time.nullable(),
})
export const exportRecords = pageOf(exportRecord)

export type ExportRecord = z.output<typeof exportRecord>
