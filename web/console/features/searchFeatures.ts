/** Features for what somebody types (pure): names before meanings, and signals kept together. */
import type { FeatureDescription } from '../../../server/risk/features/describeFeatures.ts'

/** More than these nobody reads. */
const MOST = 80

type Searched = Pick<FeatureDescription, 'name' | 'meaning' | 'unit' | 'signal'>

export function searchFeatures<Feature extends Searched>(
  features: readonly Feature[],
  typed: string,
): Feature[] {
  const words = typed.trim().toLowerCase().split(/\s+/)
  const found = features.flatMap((feature) => {
    const rank = rankOf(feature, words)
    return rank === null ? [] : [{ feature, rank }]
  })
  const bestOf = (signal: Searched['signal']) =>
    Math.min(...found.flatMap(({ feature, rank }) => (feature.signal === signal ? [rank] : [])))
  const best = new Map(
    [...new Set(features.map(({ signal }) => signal))].map((signal) => [signal, bestOf(signal)]),
  )
  const order = [...best.keys()].toSorted((a, b) => (best.get(a) ?? 0) - (best.get(b) ?? 0))
  return found
    .toSorted((a, b) => order.indexOf(a.feature.signal) - order.indexOf(b.feature.signal) || a.rank - b.rank)
    .slice(0, MOST)
    .map(({ feature }) => feature)
}

/** 0: the name itself; 1: it begins so; 2: it holds every word; 3: name, meaning and unit together do. Null: they do not. */
function rankOf({ name, meaning, unit }: Searched, words: readonly string[]): number | null {
  const [whole, all] = [name.toLowerCase(), `${name} ${meaning} ${unit}`.toLowerCase()]
  if (!words.every((word) => all.includes(word))) return null
  const [first = ''] = words
  if (words.length === 1 && whole === first) return 0
  if (words.length === 1 && whole.startsWith(first)) return 1
  return words.every((word) => whole.includes(word)) ? 2 : 3
}
