/** Straight lines between the points, flat beyond the first and the last. */
export function readCurve(points: readonly (readonly [number, number])[], x: number): number {
  let [leftX, leftY] = points[0] ?? [0, 0]
  if (x <= leftX) return leftY
  for (const [rightX, rightY] of points) {
    if (x < rightX) return leftY + ((rightY - leftY) * (x - leftX)) / (rightX - leftX)
    leftX = rightX
    leftY = rightY
  }
  return leftY
}
