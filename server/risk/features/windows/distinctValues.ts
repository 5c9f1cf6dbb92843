/** How many different values the requests of a log have, window by window. */
import type { PastEvent, WindowName } from '../../../domain/sessions/history.ts'
import { add, addShorter, type Cells, WINDOWS, windowsOf } from './windowCells.ts'

/** What the requests of a log differ in. */
export const VARIED = ['relyingParty', 'network', 'payee', 'template', 'tracking', 'otherPerson'] as const
export type Varied = (typeof VARIED)[number]

/** @param subjectId of the session that is looked from. */
type ReadValue = (event: PastEvent, subjectId: string | null) => string | null

const VALUE_OF = {
  relyingParty: (event) => event.relyingPartyId,
  network: (event) => event.initiatorNetwork,
  payee: (event) => event.payeeKey,
  template: (event) => event.templateKey,
  tracking: (event) => event.trackingKey,
  otherPerson: (event, subjectId) => (event.subjectId === subjectId ? null : event.subjectId),
} as const satisfies Record<Varied, ReadValue>

const NONE: Record<WindowName, number> = { m1: 0, m10: 0, h1: 0, h24: 0, d7: 0, d28: 0 }

/** Events come newest first, so that a value counts in the window in which it was seen last. */
export class DistinctValues {
  readonly #varied: readonly Varied[]
  readonly #readers: readonly ReadValue[]
  readonly #subjectId: string | null
  readonly #cells: Cells
  readonly #newest: (string | null)[]
  readonly #seen: (Set<string> | null)[]

  constructor({ varied, subjectId }: { varied: readonly Varied[]; subjectId: string | null }) {
    this.#varied = varied
    this.#readers = varied.map((one) => VALUE_OF[one])
    this.#subjectId = subjectId
    this.#cells = new Float64Array(varied.length * WINDOWS)
    this.#newest = varied.map(() => null)
    this.#seen = varied.map(() => null)
  }

  meet(event: PastEvent, window: number): void {
    for (let row = 0; row < this.#readers.length; row++) {
      const value = this.#readers[row]?.(event, this.#subjectId) ?? null
      // Most requests repeat the one before in nearly everything.
      if (value !== null && value !== this.#newest[row]) this.#meetOther(value, row, window)
    }
  }

  #meetOther(value: string, row: number, window: number): void {
    this.#newest[row] = value
    const seen = this.#seen[row] ?? new Set()
    if (seen.has(value)) return
    this.#seen[row] = seen.add(value)
    add(this.#cells, row * WINDOWS + window, 1)
  }

  inWindows(): Record<Varied, Record<WindowName, number>> {
    for (let row = 0; row < this.#varied.length; row++) addShorter(this.#cells, row * WINDOWS)
    return {
      relyingParty: this.#inWindows('relyingParty'),
      network: this.#inWindows('network'),
      payee: this.#inWindows('payee'),
      template: this.#inWindows('template'),
      tracking: this.#inWindows('tracking'),
      otherPerson: this.#inWindows('otherPerson'),
    }
  }

  #inWindows(varied: Varied): Record<WindowName, number> {
    const row = this.#varied.indexOf(varied)
    return row < 0 ? NONE : windowsOf(this.#cells, row * WINDOWS)
  }
}
