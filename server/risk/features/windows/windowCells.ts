/** A number for each window, row after row, in one array: thousands of such numbers are made a second. */
import { WINDOW_NAMES, type WindowName } from '../../../domain/sessions/history.ts'

/** What belongs to a window and to no shorter one, until the shorter ones are added. */
export type Cells = Float64Array

export const WINDOWS = WINDOW_NAMES.length

export function add(cells: Cells, at: number, value: number): void {
  cells[at] = (cells[at] ?? 0) + value
}

export function lower(cells: Cells, at: number, value: number): void {
  if (value < (cells[at] ?? value)) cells[at] = value
}

export function raise(cells: Cells, at: number, value: number): void {
  if (value > (cells[at] ?? value)) cells[at] = value
}

export function addShorter(cells: Cells, row: number): void {
  for (let at = row + 1; at < row + WINDOWS; at++) add(cells, at, cells[at - 1] ?? 0)
}

export function lowerByShorter(cells: Cells, row: number): void {
  for (let at = row + 1; at < row + WINDOWS; at++) lower(cells, at, cells[at - 1] ?? Infinity)
}

export function raiseByShorter(cells: Cells, row: number): void {
  for (let at = row + 1; at < row + WINDOWS; at++) raise(cells, at, cells[at - 1] ?? -Infinity)
}

export function windowsOf(cells: Cells, row: number): Record<WindowName, number> {
  return {
    m1: cells[row] ?? 0,
    m10: cells[row + 1] ?? 0,
    h1: cells[row + 2] ?? 0,
    h24: cells[row + 3] ?? 0,
    d7: cells[row + 4] ?? 0,
    d28: cells[row + 5] ?? 0,
  }
}
