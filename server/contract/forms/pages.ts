/** Lists and their pages. A page is found by the cursor that came with the one before it. */
import { z } from 'zod'
import { idOf } from './formats.ts'

const nextCursor = z.string().nullable()

/** All there is, in one answer. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item) })
}

/** `nextCursor` null: this was the last page. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor })
}

/** `totalIsExact` false: there are more. */
export function countedPageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor, total: z.int(), totalIsExact: z.boolean() })
}

/** In a query: how many rows. */
export const limit = z.coerce.number().int().min(1).max(200).default(50)

/** Opaque to the console: the service alone reads what is in it. */
export const cursor = z.string().max(300)

/** In a query: the page after a row, by the row's id. */
export function pageQuery<Kind extends string>() {
  return z.object({ cursor: idOf<Kind>().nullable().default(null), limit })
}
